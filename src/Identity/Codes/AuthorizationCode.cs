namespace Pmo.Identity.Codes;

/// <summary>What an authorization code stands for (RFC 6749, 4.1.2). Never prints itself.</summary>
/// <param name="ClientId">Whose it is.</param>
/// <param name="RedirectUri">Where it went.</param>
/// <param name="Challenge">S256 of the verifier.</param>
/// <param name="Thumbprint">Of the only key that may redeem it (RFC 9449, 10); null: any.</param>
/// <param name="Scope">What the person lets the client do.</param>
/// <param name="Nonce">For the id token.</param>
/// <param name="PersonId">Who.</param>
/// <param name="SessionId">Signed in how and when.</param>
internal sealed record AuthorizationCode(
    string ClientId, string RedirectUri, string Challenge, string? Thumbprint, string Scope, string? Nonce, string PersonId, string SessionId)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(AuthorizationCode);
}
