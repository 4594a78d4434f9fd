using System.Text.Json;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Jose;
using Pmo.Identity.Clients;
using Pmo.Identity.Clients.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.IdTokens;
using Pmo.Identity.Introspection;
using Pmo.Identity.Pushed;
using Pmo.Identity.Sessions;
using Pmo.Identity.Tokens;
using Pmo.Protocol.Wire;

namespace Pmo.Identity.UserInfo;

/// <summary>Who the person of an access token is, now (OpenID Connect Core 1.0, 5.3). The token comes in the header, with a proof (RFC 9449, 7).</summary>
internal sealed class UserInfoEndpoint(
    IdentityOptions options, IssuedTokens issued, IEnumerable<ITokenState> states, DpopValidator dpop, SignIns signIns, ClientStore clients, Refusals refusals,
    TimeProvider time)
{
    private const string Scheme = "DPoP ";
    private static readonly TokenError NotSent = Invalid("token_missing", "Send Authorization: DPoP and an access token.");
    private static readonly TokenError NotGood = Invalid("token_invalid", "The access token is not of this issuer, has ended, or its person has signed out.");

    public async Task<IResult> GetAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var header = context.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return await RefuseAsync(context, NotSent, null);
        }

        var token = text[Scheme.Length..].Trim(' ');
        if (issued.Read(token) is not { } known || known.Ends <= time.GetUtcNow()
            || !known.Claims.TryGetProperty("cnf", out var confirmation) || confirmation.Text("jkt") is not { } thumbprint)
        {
            return await RefuseAsync(context, NotGood, null);
        }

        var client = await clients.FindAsync(known.ClientId, cancellation);
        var proof = await dpop.ValidateAsync(
            context.Request.Headers[PmoHeaders.Dpop], context.Request.Method, options.UserInfoEndpoint, token, thumbprint, cancellation);
        proof.OfferNonce(context.Response);
        if (proof.Error == DpopError.NonceWanted)
        {
            return new UserInfoRefusal(ProofErrors.NonceWanted with { Status = StatusCodes.Status401Unauthorized });
        }

        if (!proof.IsOk)
        {
            return await RefuseAsync(
                context, ProofErrors.Of(proof.Error, options.UserInfoEndpoint) with { Status = StatusCodes.Status401Unauthorized }, client);
        }

        foreach (var state in states)
        {
            if (await state.IsRevokedAsync(known, cancellation))
            {
                return await RefuseAsync(context, NotGood, client);
            }
        }

        return client is { IsActive: true } ? await TellAsync(context, known.Claims, client) : await RefuseAsync(context, NotGood, client);
    }

    private async Task<IResult> TellAsync(HttpContext context, JsonElement claims, Client client)
    {
        if (!ScopeText.Holds(claims.Text("scope") ?? "", ScopeText.OpenId))
        {
            var error = new TokenError("insufficient_scope", "scope", "The access token was not given for the scope openid.", StatusCodes.Status403Forbidden);
            return await RefuseAsync(context, error, client);
        }

        // A token outlives the sign-out by some minutes; what it tells here does not.
        if (claims.Text("sid") is not { } session || await signIns.FindAsync(session, context.RequestAborted) is not { } signedIn
            || signedIn.Person.Id != claims.Text("sub"))
        {
            return await RefuseAsync(context, NotGood, client);
        }

        var answer = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = signedIn.Person.Id };
        PersonClaims.AddTo(answer, signedIn.Person);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(answer);
    }

    private async Task<UserInfoRefusal> RefuseAsync(HttpContext context, TokenError error, Client? client) =>
        new(await refusals.RefuseAsync(context, AccountAction.UserInfo, error, client));

    private static TokenError Invalid(string reason, string description) => new("invalid_token", reason, description, StatusCodes.Status401Unauthorized);
}
