namespace Pmo.Gateway.Tokens;

/// <summary>Who a validated access token speaks for.</summary>
/// <param name="Organisation">The partner: the token's <c>org</c>.</param>
/// <param name="Client">The token's <c>client_id</c>.</param>
/// <param name="User">The token's <c>sub</c>.</param>
/// <param name="Thumbprint">The key the token is bound to (<c>cnf.jkt</c>).</param>
/// <param name="Expires">When the token ends.</param>
internal sealed record Caller(string Organisation, string Client, string User, string Thumbprint, DateTimeOffset Expires);
