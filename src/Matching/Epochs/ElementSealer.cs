using System.Security.Cryptography;
using System.Text;
using Pmo.Matching.Tokens;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Epochs;

/// <summary>
/// Canonical elements under AES-256-GCM, for rotation: <c>nonce (12) ‖ ciphertext (32) ‖ tag (16)</c>, with the additional data
/// <c>LP(domain) ‖ LP(epoch) ‖ pseudonym (16)</c>, LP = one length byte, then ASCII. A sealed element cannot be moved to another row.
/// Nonces are random: with at most 2^30 elements per epoch and key, far below the 2^32 of NIST SP 800-38D, 8.3. Not thread-safe.
/// </summary>
internal sealed class ElementSealer(byte[] storeKey, string epoch) : IDisposable
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    private readonly AesGcm _aes = new(storeKey, TagSize);

    public void Seal(IdentityKind kind, ReadOnlySpan<byte> pseudonym, ReadOnlySpan<byte> element, Span<byte> destination)
    {
        var nonce = destination[..NonceSize];
        RandomNumberGenerator.Fill(nonce);
        _aes.Encrypt(
            nonce, element, destination.Slice(NonceSize, Element.Size), destination.Slice(NonceSize + Element.Size, TagSize), Associated(kind, pseudonym));
    }

    /// <summary>Throws <see cref="CryptographicException"/> when anything was altered.</summary>
    public void Open(IdentityKind kind, ReadOnlySpan<byte> pseudonym, ReadOnlySpan<byte> source, Span<byte> element) => _aes.Decrypt(
        source[..NonceSize], source.Slice(NonceSize, Element.Size), source.Slice(NonceSize + Element.Size, TagSize), element, Associated(kind, pseudonym));

    public void Dispose() => _aes.Dispose();

    private byte[] Associated(IdentityKind kind, ReadOnlySpan<byte> pseudonym)
    {
        var data = new byte[1 + kind.Name.Length + 1 + epoch.Length + Pseudonym.Size];
        data[0] = (byte)kind.Name.Length;
        Encoding.ASCII.GetBytes(kind.Name, data.AsSpan(1));
        data[1 + kind.Name.Length] = (byte)epoch.Length;
        Encoding.ASCII.GetBytes(epoch, data.AsSpan(2 + kind.Name.Length));
        pseudonym.CopyTo(data.AsSpan(data.Length - Pseudonym.Size));
        return data;
    }
}
