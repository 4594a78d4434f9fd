using System.Text.Json.Serialization;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Protocol.Wire;

namespace Pmo.Identity.Tokens;

/// <summary>Form, client, proof, token: in that order, each step refusing on its own.</summary>
internal sealed partial class TokenEndpoint(
    IdentityOptions options, ClientAuthenticator authenticator, DpopValidator dpop, ReplayStore replays, AccessTokens tokens, Refusals refusals,
    ILogger<TokenEndpoint> logger)
{
    public async Task<IResult> IssueAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        if (context.Request.Headers.Authorization.Count > 0)
        {
            return await RefuseAsync(context, TokenError.InvalidClient("http_authentication", "Send no Authorization header. Authenticate by private_key_jwt."));
        }

        var (form, formError) = await TokenForm.ReadAsync(context.Request, cancellation);
        if (form is null)
        {
            return await RefuseAsync(context, formError!);
        }

        var (request, requestError) = TokenRequest.Read(form, options.Audience);
        if (request is null)
        {
            return await RefuseAsync(context, requestError!);
        }

        var (client, assertionOnce, clientError) = await authenticator.IdentifyAsync(request.Credentials, cancellation);
        if (clientError is not null)
        {
            return await RefuseAsync(context, clientError, client);
        }

        var (proof, proofOnce) = dpop.Judge(
            context.Request.Headers[PmoHeaders.Dpop], context.Request.Method, options.TokenEndpoint, accessToken: null, boundThumbprint: null);
        proof.OfferNonce(context.Response);
        if (proof.Error == DpopError.NonceWanted)
        {
            // A step of the protocol and no refusal: neither used up nor recorded, so that also a client works that sends the same assertion again.
            return ProofErrors.NonceWanted;
        }

        if (!proof.IsOk)
        {
            return await RefuseAsync(context, ProofErrors.Of(proof.Error, options.TokenEndpoint), client);
        }

        // After all else: strangers must not be able to fill the store.
        if (await replays.TryTakeAsync([assertionOnce, proofOnce!.Value], cancellation) is { } replayed)
        {
            var error = replayed == assertionOnce ? ClientAuthenticator.Replayed : ProofErrors.Of(DpopError.Replayed, options.TokenEndpoint);
            return await RefuseAsync(context, error, client);
        }

        var answer = new Answer(tokens.Issue(client!, proof.Thumbprint!), "DPoP", AccessTokens.LifeSeconds, TokenRequest.OnlyScope);
        LogIssued(client!.ClientId, proof.Thumbprint!);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        return Results.Json(answer);
    }

    private Task<TokenError> RefuseAsync(HttpContext context, TokenError error, Client? known = null) =>
        refusals.RefuseAsync(context, AccountAction.Token, error, known);

    [LoggerMessage(Level = LogLevel.Information, Message = "Token issued to {Client}, bound to {Thumbprint}")]
    private partial void LogIssued(string client, string thumbprint);

    // RFC 6749, 5.1; RFC 9449, 5.
    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("scope")] string Scope)
    {
        public override string ToString() => nameof(Answer);
    }
}
