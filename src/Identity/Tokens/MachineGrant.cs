using Pmo.Identity.Clients;
using Pmo.Identity.Pushed;

namespace Pmo.Identity.Tokens;

/// <summary><c>client_credentials</c> (RFC 6749, 4.4): a machine for itself.</summary>
internal sealed class MachineGrant(AccessTokens tokens) : IGrant
{
    public string Name => ClientGrants.ClientCredentials;

    // RFC 6749, 3.3. What a client may do is in the agreements, not in its token.
    public TokenError? JudgeForm(TokenForm form) => form["scope"] is { } scope && scope.Split(' ').Any(s => s != ScopeText.Pmo)
        ? new TokenError("invalid_scope", "scope", $"The only scope is {ScopeText.Pmo}; leave scope out or send that.")
        : null;

    public Task<(Granted? Granted, TokenError? Error)> IssueAsync(GrantRequest request, CancellationToken cancellation)
    {
        var token = tokens.Issue(AccessTokenContent.Of(request.Client, ScopeText.Pmo, request.Thumbprint));
        return Task.FromResult<(Granted?, TokenError?)>((new Granted(token, ScopeText.Pmo), null));
    }
}
