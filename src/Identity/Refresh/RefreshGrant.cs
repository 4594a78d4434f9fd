using Pmo.Identity.Clients;
using Pmo.Identity.Handles;
using Pmo.Identity.Pushed;
using Pmo.Identity.Refresh.Storage;
using Pmo.Identity.Sessions;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Refresh;

/// <summary>
/// <c>refresh_token</c> (RFC 6749, 6), while the person's session lasts. Not rotated (FAPI 2.0, 5.3.2.1): it is worth nothing without the client's key and
/// the DPoP key, and a lost answer costs nothing. Organisation and roles are read anew each time.
/// </summary>
internal sealed class RefreshGrant(RefreshTokenStore refreshTokens, SignIns signIns, AccessTokens accessTokens) : IGrant
{
    /// <summary>However long a session may last one day.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);

    public string Name => ClientGrants.RefreshToken;

    public TokenError? JudgeForm(TokenForm form) => form["refresh_token"] is null
        ? TokenError.InvalidRequest("refresh_token_missing", "Send refresh_token.")
        : form["scope"] is { } scope && ScopeText.Normalise(scope) is null
            ? new TokenError("invalid_scope", "scope", $"The scopes are {ScopeText.OpenId} and {ScopeText.Pmo}.")
            : null;

    public async Task<(Granted? Granted, TokenError? Error)> IssueAsync(GrantRequest request, CancellationToken cancellation)
    {
        if (!Handle.TryParse(request.Form["refresh_token"], out var id) || await refreshTokens.FindAsync(id, cancellation) is not { } token)
        {
            return Refuse("refresh_unknown");
        }

        if (token.ClientId != request.Client.ClientId)
        {
            return Refuse("refresh_of_other_client");
        }

        if (token.Thumbprint != request.Thumbprint)
        {
            return Refuse("refresh_key");
        }

        if (await signIns.FindAsync(token.SessionId, cancellation) is not { } signedIn || signedIn.Person.Id != token.PersonId)
        {
            return Refuse("refresh_signed_out");
        }

        var scope = ScopeText.Normalise(request.Form["scope"] ?? token.Scope)!;
        if (!ScopeText.IsWithin(scope, token.Scope))
        {
            return (null, new TokenError("invalid_scope", "refresh_scope", "scope must be within what the refresh token was given for."));
        }

        var content = AccessTokenContent.Of(signedIn, token.ClientId, scope, request.Thumbprint);
        return await refreshTokens.NoteAsync(id, content.Id, cancellation)
            ? (new Granted(accessTokens.Issue(content), scope), null)
            : Refuse("refresh_unknown");
    }

    // One answer for all, as for codes.
    private static (Granted? Granted, TokenError? Error) Refuse(string reason) => (null, new TokenError("invalid_grant", reason,
        "The refresh token is unknown or ended, or not of this client and DPoP key. Send the person to sign in again."));
}
