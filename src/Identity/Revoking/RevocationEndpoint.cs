using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Revoking;

/// <summary>Clients revoke tokens they need no longer, or have lost (RFC 7009). What is no token is as good as revoked (2.2).</summary>
internal sealed class RevocationEndpoint(ClientGate gate, IEnumerable<IRevocable> kinds, Refusals refusals)
{
    // RFC 7009, 2.1: refused, and the client is told. Of the codes in RFC 6749, 5.2 this one comes nearest.
    private static readonly TokenError Foreign = new("unauthorized_client", "token_foreign", "The token was given to another client.");

    public async Task<IResult> RevokeAsync(HttpContext context)
    {
        var (form, client, refusal) = await gate.EnterAsync(context, AccountAction.TokenRevocation);
        if (refusal is not null)
        {
            return refusal;
        }

        var error = form!["token"] is { } token
            ? await RevokeAsync(token, client!, context)
            : TokenError.InvalidRequest("token_missing", "Send the token as token.");
        if (error is not null)
        {
            return await refusals.RefuseAsync(context, AccountAction.TokenRevocation, error, client);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok();
    }

    private async Task<TokenError?> RevokeAsync(string token, Client client, HttpContext context)
    {
        foreach (var kind in kinds)
        {
            switch (await kind.RevokeAsync(token, client, context.Connection.RemoteIpAddress?.ToString(), context.RequestAborted))
            {
                case RevocationOutcome.Revoked:
                    return null;
                case RevocationOutcome.Foreign:
                    return Foreign;
                default:
                    continue;
            }
        }

        return null;
    }
}
