using System.Security.Cryptography;

namespace Pmo.Oprf;

/// <summary>expand_message_xmd with SHA-512 (RFC 9380 section 5.3.1) for outputs of 64 bytes, i.e. ell = 1.</summary>
internal static class ExpandMessage
{
    public const int OutputSize = SHA512.HashSizeInBytes;

    /// <summary>s_in_bytes of SHA-512.</summary>
    public const int BlockSize = 128;

    private const int StackLimit = 1024;

    /// <param name="message">Any length.</param>
    /// <param name="tag">DST, 1 to 255 bytes.</param>
    /// <param name="output">64 bytes out.</param>
    public static void Expand(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag, Span<byte> output)
    {
        int length = BlockSize + message.Length + 3 + tag.Length + 1;
        Span<byte> padded = length <= StackLimit ? stackalloc byte[length] : new byte[length];

        // msg_prime = Z_pad || msg || I2OSP(64, 2) || I2OSP(0, 1) || DST_prime
        padded[..BlockSize].Clear();
        message.CopyTo(padded[BlockSize..]);
        WriteTail(padded[(BlockSize + message.Length)..], tag);

        // b_1 = H(H(msg_prime) || I2OSP(1, 1) || DST_prime)
        Span<byte> second = stackalloc byte[OutputSize + 1 + byte.MaxValue + 1];
        SHA512.HashData(padded, second);
        second[OutputSize] = 1;
        int used = OutputSize + 1 + WriteTag(second[(OutputSize + 1)..], tag);
        SHA512.HashData(second[..used], output);

        CryptographicOperations.ZeroMemory(padded);
        CryptographicOperations.ZeroMemory(second);
    }

    /// <summary><see cref="Expand"/> of n messages of the same length, one after the other, to n x 64 bytes.</summary>
    public static void ExpandAll(ReadOnlySpan<byte> messages, ReadOnlySpan<byte> tag, Span<byte> uniform)
    {
        int count = uniform.Length / OutputSize, length = messages.Length / count;
        for (int i = 0; i < count; i++)
            Expand(messages.Slice(i * length, length), tag, uniform.Slice(i * OutputSize, OutputSize));
    }

    /// <summary>What follows the message: I2OSP(64, 2) || I2OSP(0, 1) || DST_prime.</summary>
    internal static void WriteTail(Span<byte> destination, ReadOnlySpan<byte> tag)
    {
        destination[0] = 0;
        destination[1] = OutputSize;
        destination[2] = 0;
        WriteTag(destination[3..], tag);
    }

    /// <summary>DST_prime = DST || I2OSP(len(DST), 1); returns its length.</summary>
    internal static int WriteTag(Span<byte> destination, ReadOnlySpan<byte> tag)
    {
        tag.CopyTo(destination);
        destination[tag.Length] = (byte)tag.Length;
        return tag.Length + 1;
    }
}
