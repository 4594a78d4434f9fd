using Pmo.Identity.Clients;
using Pmo.Identity.Codes.Storage;
using Pmo.Identity.Handles;
using Pmo.Identity.IdTokens;
using Pmo.Identity.Pushed;
using Pmo.Identity.Refresh;
using Pmo.Identity.Sessions;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Codes;

/// <summary>
/// <c>authorization_code</c> (RFC 6749, 4.1.3): once, within a minute, by the client that asked, with its verifier and its key, while the person is signed
/// in. A code that is presented is used up, also when it is refused: whoever tries with a wrong verifier does not try twice.
/// </summary>
internal sealed class CodeGrant(CodeStore codes, Redemptions redemptions, SignIns signIns, AccessTokens accessTokens, IdTokenIssuer idTokens, TimeProvider time)
    : IGrant
{
    public string Name => ClientGrants.AuthorizationCode;

    public TokenError? JudgeForm(TokenForm form) => form["code"] is null || form["redirect_uri"] is null || form["code_verifier"] is null
        ? TokenError.InvalidRequest("code_parameters", "Send code, redirect_uri and code_verifier.")
        : null;

    public async Task<(Granted? Granted, TokenError? Error)> IssueAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (!Handle.TryParse(request.Form["code"], out var id) || await codes.FindAsync(id, cancellation) is not { } code)
        {
            return (null, CodeErrors.Of(CodeOutcome.Unknown));
        }

        var signedIn = await signIns.FindAsync(code.SessionId, cancellation);
        var content = signedIn is null ? null : AccessTokenContent.Of(signedIn, code.ClientId, code.Scope, request.Thumbprint);
        var refresh = signedIn is null ? null : OfferRefresh(request, code, signedIn);
        var outcome = await redemptions.UseAsync(id, code, Judge(request, code, signedIn), content?.Id ?? "", refresh, request.Address, cancellation);
        return outcome == CodeOutcome.Redeemed
            ? (new Granted(accessTokens.Issue(content!), code.Scope)
            {
                IdToken = ScopeText.Holds(code.Scope, ScopeText.OpenId) ? idTokens.Issue(signedIn!, code.ClientId, code.Nonce) : null,
                RefreshToken = refresh?.Id.Text,
            }, null)
            : (null, CodeErrors.Of(outcome));
    }

    private static CodeOutcome Judge(GrantRequest request, AuthorizationCode code, SignedIn? signedIn) =>
        code.ClientId != request.Client.ClientId ? CodeOutcome.OtherClient
        : code.RedirectUri != request.Form["redirect_uri"] ? CodeOutcome.OtherRedirect
        : !Pkce.Matches(request.Form["code_verifier"], code.Challenge) ? CodeOutcome.WrongVerifier
        : code.Thumbprint is not null && code.Thumbprint != request.Thumbprint ? CodeOutcome.OtherKey
        : signedIn?.Person.Id != code.PersonId ? CodeOutcome.SignedOut
        : CodeOutcome.Redeemed;

    private (Handle Id, RefreshToken Token)? OfferRefresh(GrantRequest request, AuthorizationCode code, SignedIn signedIn)
    {
        if (!request.Client.Grants.Contains(ClientGrants.RefreshToken, StringComparer.Ordinal))
        {
            return null;
        }

        var latest = time.GetUtcNow() + RefreshGrant.LongestLife;
        var ends = signedIn.Session.Ends < latest ? signedIn.Session.Ends : latest;
        return (Handle.New(), new RefreshToken(code.ClientId, request.Thumbprint, code.Scope, code.PersonId, code.SessionId, ends));
    }
}
