namespace Pmo.Gateway.Tokens;

/// <summary>Who a validated access token speaks for.</summary>
/// <param name="Organisation">The partner: the token's <c>org</c>.</param>
/// <param name="Client">The token's <c>client_id</c>.</param>
/// <param name="User">The token's <c>sub</c>.</param>
/// <param name="Thumbprint">The key the token is bound to (<c>cnf.jkt</c>).</param>
/// <param name="Expires">When the token ends.</param>
/// <param name="TokenId">The token's <c>jti</c>.</param>
/// <param name="SessionId">The sign-in it comes from, of people: <c>sid</c>.</param>
/// <param name="Roles">What the caller is, beside what agreements allow: <c>roles</c>.</param>
internal sealed record Caller(
    string Organisation,
    string Client,
    string User,
    string Thumbprint,
    DateTimeOffset Expires,
    string TokenId,
    string? SessionId,
    IReadOnlyList<string> Roles);
