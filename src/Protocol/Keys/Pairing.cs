using System.Security.Cryptography;

namespace Pmo.Protocol.Keys;

/// <summary>One domain of a pairing: <c>k_d·G</c> and <c>k_d·H(domain:canary)</c>, 32 bytes each.</summary>
public sealed record PairingDomain(byte[] PublicKey, byte[] Canary);

/// <summary>
/// What Pseudonyms hands to Matching once per epoch, as the file <c>pairing-EPOCH.json</c> (mode 0600): a secret, signed by the statement key.
/// </summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="PairKey">32 secret bytes, from which both derive partner factors.</param>
/// <param name="Domains">By domain name.</param>
/// <param name="NotBefore">When the epoch came into use, UTC.</param>
public sealed record Pairing(string Epoch, byte[] PairKey, IReadOnlyDictionary<string, PairingDomain> Domains, DateTimeOffset NotBefore)
{
    public const string Type = "pmo-pairing+jwt";

    /// <summary>Signs with the statement key (P-256).</summary>
    public string Sign(ECDsa statementKey) => SignedDocument.Sign(this, Type, statementKey);

    /// <summary>Reads a pairing and the fingerprint of its signer, which Matching pins; null when it is not well formed or badly signed.</summary>
    public static Pairing? Read(string jws, out KeyFingerprint signer) =>
        SignedDocument.Read<Pairing>(jws, Type, out signer) is { PairKey.Length: 32 } pairing ? pairing : null;

    /// <summary>The type's name: it holds a secret.</summary>
    public override string ToString() => nameof(Pairing);
}

/// <summary>The file's content: <c>{"pairing": "JWS"}</c>.</summary>
public sealed record PairingFile(string Pairing)
{
    /// <summary>The type's name: it holds a secret.</summary>
    public override string ToString() => nameof(PairingFile);
}
