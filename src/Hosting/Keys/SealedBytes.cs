using System.Security.Cryptography;
using System.Text;

namespace Pmo.Hosting.Keys;

/// <summary>
/// AES-256-GCM: nonce (12 bytes) ‖ tag (16) ‖ ciphertext. A key seals a handful of values in its life, so a random nonce does not repeat.
/// </summary>
public static class SealedBytes
{
    private const int Overhead = NonceSize + TagSize;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Seals.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="content">What is sealed.</param>
    /// <param name="name">What it is; a value put in another's place does not open.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, string name)
    {
        var box = new byte[Overhead + content.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), content, box.AsSpan(Overhead), box.AsSpan(NonceSize, TagSize), Encoding.UTF8.GetBytes(name));
        return box;
    }

    /// <summary>Opens what <see cref="Seal"/> sealed.</summary>
    /// <exception cref="CryptographicException">Another key, another name, or damaged.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, string name)
    {
        if (box.Length < Overhead)
        {
            throw new CryptographicException("A sealed value is too short.");
        }

        var content = new byte[box.Length - Overhead];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[Overhead..], box.Slice(NonceSize, TagSize), content, Encoding.UTF8.GetBytes(name));
        return content;
    }
}
