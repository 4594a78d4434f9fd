using System.Security.Cryptography;

namespace Pmo.Protocol.Keys;

/// <summary>
/// What Pseudonyms states of a partner's key, signed: the partner's client checks proofs against <c>PublicKey</c> and its own canary token
/// against <c>Canary</c> before it sends tokens to anyone.
/// </summary>
/// <param name="Partner">The organisation.</param>
/// <param name="Domain"><c>nik</c> or <c>kk</c>.</param>
/// <param name="Epoch">Epoch of the master key.</param>
/// <param name="KeyId">As in <see cref="Keys.KeyId"/>.</param>
/// <param name="PublicKey"><c>k_p·G</c>, 32 bytes.</param>
/// <param name="Canary"><c>k_p·H(domain:canary)</c>, 32 bytes.</param>
/// <param name="State"><c>current</c>, <c>next</c> or <c>retired</c>.</param>
/// <param name="NotBefore">When it came or comes into use, UTC.</param>
public sealed record KeyStatement(
    string Partner, string Domain, string Epoch, string KeyId, byte[] PublicKey, byte[] Canary, string State, DateTimeOffset NotBefore)
{
    public const string Type = "pmo-statement+jwt";
    public const string Current = "current";

    /// <summary>Signs with the statement key (P-256).</summary>
    public string Sign(ECDsa statementKey) => SignedDocument.Sign(this, Type, statementKey);

    /// <summary>Reads a statement; null when it is not well formed or not signed by the key whose fingerprint is <paramref name="pinned"/>.</summary>
    public static KeyStatement? Read(string jws, KeyFingerprint pinned) =>
        SignedDocument.Read<KeyStatement>(jws, Type, out var signer) is { } statement && signer == pinned ? statement : null;
}
