using System.Text.Json.Serialization;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Protocol.Wire;

namespace Pmo.Identity.Tokens;

/// <summary>Form, client, proof, grant: in that order, each step refusing on its own.</summary>
internal sealed partial class TokenEndpoint(
    IdentityOptions options, IEnumerable<IGrant> grants, ClientAuthenticator authenticator, DpopValidator dpop, ReplayStore replays, Refusals refusals,
    ILogger<TokenEndpoint> logger)
{
    private readonly IReadOnlyList<IGrant> _grants = [.. grants];

    public async Task<IResult> IssueAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var (form, formError) = await TokenForm.ReadOfClientAsync(context.Request, cancellation);
        if (form is null)
        {
            return await RefuseAsync(context, formError!);
        }

        var (request, requestError) = TokenRequest.Read(form, _grants, options.Audience);
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

        // RFC 6749, 5.2
        if (!client!.Grants.Contains(request.Grant.Name, StringComparer.Ordinal))
        {
            return await RefuseAsync(
                context, new TokenError("unauthorized_client", "grant_not_registered", "This client is not registered for this grant_type. Ask the operator."), client);
        }

        var (granted, grantError) = await request.Grant.IssueAsync(
            new GrantRequest(form, client, proof.Thumbprint!, context.Connection.RemoteIpAddress?.ToString()), cancellation);
        return granted is null ? await RefuseAsync(context, grantError!, client) : Give(context, granted, client, proof.Thumbprint!);
    }

    private IResult Give(HttpContext context, Granted granted, Client client, string thumbprint)
    {
        LogIssued(client.ClientId, thumbprint);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        return Results.Json(new Answer(
            granted.AccessToken, "DPoP", AccessTokens.LifeSeconds, granted.Scope, granted.RefreshToken, granted.IdToken));
    }

    private Task<TokenError> RefuseAsync(HttpContext context, TokenError error, Client? known = null) =>
        refusals.RefuseAsync(context, AccountAction.Token, error, known);

    [LoggerMessage(Level = LogLevel.Information, Message = "Token issued to {Client}, bound to {Thumbprint}")]
    private partial void LogIssued(string client, string thumbprint);

    // RFC 6749, 5.1; RFC 9449, 5; OpenID Connect Core 1.0, 3.1.3.3. What is null is left out.
    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("scope")] string Scope,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("id_token")] string? IdToken)
    {
        public override string ToString() => nameof(Answer);
    }
}
