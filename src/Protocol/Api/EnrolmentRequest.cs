using System.Text.Json;

namespace Pmo.Protocol.Api;

/// <summary><c>POST /connect/enroll</c>. Does not print itself.</summary>
/// <param name="Code">As the operator gave it.</param>
/// <param name="Jwk">The new public key (RFC 7517).</param>
/// <param name="Proof">A compact JWS by that key, of the type <see cref="Wire.JwsTypes.Enrolment"/>.</param>
public sealed record EnrolmentRequest(string Code, JsonElement Jwk, string Proof)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(EnrolmentRequest);
}

/// <summary>A key that is enrolled.</summary>
/// <param name="Org">The organisation.</param>
/// <param name="ClientId">Its name at the token endpoint from now on.</param>
/// <param name="State"><c>waiting</c> until another operator has approved the fingerprint; then <c>active</c>.</param>
/// <param name="Fingerprint">Of the key, <c>sha256:…</c>: to be read out to the operator.</param>
public sealed record EnrolmentAnswer(string Org, string ClientId, string State, string Fingerprint);

/// <summary><c>POST /connect/keys/replace</c>. Does not print itself.</summary>
/// <param name="Statement">A compact JWS by the old key, of the type <see cref="Wire.JwsTypes.KeyReplacement"/>.</param>
/// <param name="Proof">One by the new key, of the type <see cref="Wire.JwsTypes.KeyPossession"/>.</param>
public sealed record KeyReplacementRequest(string Statement, string Proof)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(KeyReplacementRequest);
}
