using System.Security.Cryptography;

namespace Pmo.Oprf;

/// <summary>expand_message_xmd with SHA-512 (RFC 9380 section 5.3.1) for outputs of 64 bytes, i.e. ell = 1.</summary>
internal static class ExpandMessage
{
    public const int OutputSize = SHA512.HashSizeInBytes;

    private const int BlockSize = 128; // s_in_bytes of SHA-512
    private const int StackLimit = 1024;

    /// <param name="message">Any length.</param>
    /// <param name="tag">DST, 1 to 255 bytes.</param>
    /// <param name="output">64 bytes out.</param>
    public static void Expand(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag, Span<byte> output)
    {
        int suffix = tag.Length + 1; // DST_prime = DST || I2OSP(len(DST), 1)
        int length = BlockSize + message.Length + 3 + suffix;
        Span<byte> padded = length <= StackLimit ? stackalloc byte[length] : new byte[length];

        // msg_prime = Z_pad || msg || I2OSP(64, 2) || I2OSP(0, 1) || DST_prime
        padded[..BlockSize].Clear();
        message.CopyTo(padded[BlockSize..]);
        var tail = padded[(BlockSize + message.Length)..];
        tail[0] = 0;
        tail[1] = OutputSize;
        tail[2] = 0;
        tag.CopyTo(tail[3..]);
        tail[^1] = (byte)tag.Length;

        // b_1 = H(H(msg_prime) || I2OSP(1, 1) || DST_prime)
        Span<byte> second = stackalloc byte[OutputSize + 1 + byte.MaxValue + 1];
        second = second[..(OutputSize + 1 + suffix)];
        SHA512.HashData(padded, second);
        second[OutputSize] = 1;
        tail[3..].CopyTo(second[(OutputSize + 1)..]);
        SHA512.HashData(second, output);

        CryptographicOperations.ZeroMemory(padded);
        CryptographicOperations.ZeroMemory(second);
    }
}
