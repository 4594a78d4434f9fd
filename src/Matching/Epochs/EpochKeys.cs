using System.Security.Cryptography;
using System.Text;
using Pmo.Matching.Tokens;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Matching.Epochs;

/// <summary>The keys of one epoch, in memory. Gives out no key and never prints itself. Thread-safe.</summary>
internal sealed class EpochKeys(long key, string epoch, EpochSecrets secrets)
{
    /// <summary>Length of a sealed element: nonce 12, ciphertext 32, tag 16 bytes.</summary>
    public const int SealedSize = ElementSealer.NonceSize + Element.Size + ElementSealer.TagSize;

    /// <summary>Database key.</summary>
    public long Key => key;

    public string Epoch => epoch;

    /// <summary>What takes <paramref name="partner"/>'s factor off its tokens: <c>a⁻¹</c>.</summary>
    public Scalar InverseFactor(KeyId id, string partner) => PartnerFactor.Derive(secrets.PairKey, id, partner).Invert();

    /// <summary>Whether <paramref name="canonical"/> is <c>k_d·H(d:canary)</c>, as the pairing says.</summary>
    public bool IsCanary(IdentityKind kind, ReadOnlySpan<byte> canonical) =>
        secrets.Domains.TryGetValue(kind.Name, out var domain) && CryptographicOperations.FixedTimeEquals(domain.Canary, canonical);

    /// <summary>The pseudonym of a canonical element: the first 16 bytes of HMAC-SHA256(indexKey, d ‖ N), d in ASCII without a prefix, N 32 bytes.</summary>
    public void Index(IdentityKind kind, ReadOnlySpan<byte> canonical, Span<byte> pseudonym)
    {
        Span<byte> message = stackalloc byte[8 + Element.Size];
        var length = Encoding.ASCII.GetBytes(kind.Name, message);
        canonical.CopyTo(message[length..]);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secrets.IndexKey, message[..(length + Element.Size)], mac);
        mac[..Pseudonym.Size].CopyTo(pseudonym);
        CryptographicOperations.ZeroMemory(message);
    }

    /// <summary>For one part; not thread-safe.</summary>
    public ElementSealer CreateSealer() => new(secrets.StoreKey, epoch);

    public override string ToString() => nameof(EpochKeys);
}
