using System.Security.Cryptography;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Pseudonyms.Keys;

/// <summary>A master scalar <c>k_d</c> and its name. Never prints itself.</summary>
internal sealed record MasterKey(KeyId Id, Scalar Value)
{
    public override string ToString() => nameof(MasterKey);
}

/// <summary>
/// The opened keys of the current epoch: the only place that has them. Never prints itself. Thread-safe; signing is serialised, for ECDsa does not
/// promise to be.
/// </summary>
internal sealed class EpochKeys(
    string epoch, DateTimeOffset notBefore, byte[] pairKey, IReadOnlyDictionary<IdentityKind, MasterKey> masters, ECDsa statementKey) : IDisposable
{
    private readonly Lock _signing = new();

    public string Epoch => epoch;

    /// <summary>What partners pin.</summary>
    public KeyFingerprint Fingerprint { get; } = KeyFingerprint.Of(statementKey);

    public IEnumerable<IdentityKind> Kinds => masters.Keys;

    // For the tests that look for them where they must not be.
    internal ReadOnlySpan<byte> PairKey => pairKey;

    internal Scalar Master(IdentityKind kind) => masters[kind].Value;

    public KeyId IdOf(IdentityKind kind) => masters[kind].Id;

    /// <summary><c>k_p = k_d·a</c>.</summary>
    public Scalar PartnerKey(IdentityKind kind, string partner) =>
        masters[kind].Value.Multiply(PartnerFactor.Derive(pairKey, masters[kind].Id, partner));

    /// <summary>The signed statement of a partner's key.</summary>
    public string Statement(IdentityKind kind, string partner)
    {
        var key = PartnerKey(kind, partner);
        var statement = new KeyStatement(
            partner, kind.Name, epoch, IdOf(kind).ToString(), Public(key), Canary(kind, key), KeyStatement.Current, notBefore);
        lock (_signing)
        {
            return statement.Sign(statementKey);
        }
    }

    /// <summary>The signed pairing: a secret.</summary>
    public string SignPairing()
    {
        var domains = masters.Values.ToDictionary(
            m => m.Id.Kind.Name, m => new PairingDomain(Public(m.Value), Canary(m.Id.Kind, m.Value)), StringComparer.Ordinal);
        lock (_signing)
        {
            return new Pairing(epoch, pairKey, domains, notBefore).Sign(statementKey);
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(pairKey);
        statementKey.Dispose();
    }

    public override string ToString() => nameof(EpochKeys);

    private static byte[] Public(Scalar key)
    {
        var bytes = new byte[Element.Size];
        Voprf.PublicKey(key, bytes);
        return bytes;
    }

    private static byte[] Canary(IdentityKind kind, Scalar key)
    {
        var bytes = new byte[Element.Size];
        Element.HashToGroup(PersonInput.Canary(kind)).Multiply(key).Encode(bytes);
        return bytes;
    }
}
