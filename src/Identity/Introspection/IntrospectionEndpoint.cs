using System.Text.Json;
using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Introspection;

/// <summary>
/// What a token is (RFC 7662), told to the client that it was given to. Of any other, and of what is no token, it says the same: not active.
/// </summary>
internal sealed class IntrospectionEndpoint(ClientGate gate, IssuedTokens issued, IEnumerable<ITokenState> states, TimeProvider time, Refusals refusals)
{
    // RFC 7662, 2.2; cnf: RFC 9449, 6.2.
    private static readonly string[] Told = ["iss", "aud", "sub", "client_id", "scope", "iat", "exp", "jti", "cnf", "org", "roles"];

    public async Task<IResult> TellAsync(HttpContext context)
    {
        var (form, client, refusal) = await gate.EnterAsync(context, AccountAction.TokenIntrospection);
        if (refusal is not null)
        {
            return refusal;
        }

        if (form!["token"] is not { } text)
        {
            return await refusals.RefuseAsync(
                context, AccountAction.TokenIntrospection, TokenError.InvalidRequest("token_missing", "Send the token as token."), client);
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        return Results.Json(await IsActiveAsync(issued.Read(text), client!, context.RequestAborted) is { } token
            ? Describe(token)
            : new Dictionary<string, object>(StringComparer.Ordinal) { ["active"] = false });
    }

    private static Dictionary<string, object> Describe(IssuedToken token)
    {
        var told = new Dictionary<string, object>(StringComparer.Ordinal) { ["active"] = true, ["token_type"] = "DPoP" };
        foreach (var name in Told)
        {
            if (token.Claims.TryGetProperty(name, out JsonElement value))
            {
                told[name] = value;
            }
        }

        return told;
    }

    private async Task<IssuedToken?> IsActiveAsync(IssuedToken? token, Client client, CancellationToken cancellation)
    {
        if (token is null || token.ClientId != client.ClientId || token.Ends <= time.GetUtcNow())
        {
            return null;
        }

        foreach (var state in states)
        {
            if (await state.IsRevokedAsync(token, cancellation))
            {
                return null;
            }
        }

        return token;
    }
}
