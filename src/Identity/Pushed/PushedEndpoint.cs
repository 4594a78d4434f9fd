using System.Text.Json.Serialization;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Identity.Handles;
using Pmo.Identity.Pushed.Storage;
using Pmo.Identity.Tokens;
using Pmo.Protocol.Wire;

namespace Pmo.Identity.Pushed;

/// <summary>Pushed authorization requests (RFC 9126): form, client, proof if there is one, request; in that order.</summary>
internal sealed partial class PushedEndpoint(
    IdentityOptions options, ClientAuthenticator authenticator, DpopValidator dpop, ReplayStore replays, PushedRequestStore requests, Refusals refusals,
    ILogger<PushedEndpoint> logger)
{
    /// <summary>RFC 9126, 2.2.</summary>
    public const string UrnPrefix = "urn:ietf:params:oauth:request_uri:";

    public async Task<IResult> PushAsync(HttpContext context)
    {
        var (answer, error, client) = await JudgeAsync(context, context.RequestAborted);
        if (error is null)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.Pragma = "no-cache";
            return Results.Json(answer, statusCode: StatusCodes.Status201Created);
        }

        return error == ProofErrors.NonceWanted ? error : await refusals.RefuseAsync(context, AccountAction.Par, error, client);
    }

    private async Task<(Answer? Answer, TokenError? Error, Client? Client)> JudgeAsync(HttpContext context, CancellationToken cancellation)
    {
        var (form, formError) = await TokenForm.ReadOfClientAsync(context.Request, cancellation);
        if (form is null)
        {
            return (null, formError, null);
        }

        var (credentials, credentialsError) = ClientCredentials.Read(form);
        if (credentials is null)
        {
            return (null, credentialsError, null);
        }

        var (client, once, clientError) = await authenticator.IdentifyAsync(credentials, cancellation);
        if (clientError is not null)
        {
            return (null, clientError, client);
        }

        var (request, requestError) = AuthorizationRequestReader.Read(form, client!, options.Audience);
        var (thumbprint, proofOnce, proofError) = JudgeProof(context, request);
        if ((requestError ?? proofError) is { } error)
        {
            return (null, error, client);
        }

        // After all else: strangers must not be able to fill the store.
        if (await replays.TryTakeAsync(proofOnce is { } proof ? [once, proof] : [once], cancellation) is { } replayed)
        {
            return (null, replayed == once ? ClientAuthenticator.Replayed : ProofErrors.Of(DpopError.Replayed, options.PushedEndpoint), client);
        }

        var reference = Handle.New();
        await requests.AddAsync(reference, client!.ClientId, request! with { Thumbprint = thumbprint }, cancellation);
        LogPushed(client.ClientId);
        return (new Answer(UrnPrefix + reference.Text, PushedRequestStore.LifeSeconds), null, client);
    }

    // RFC 9449, 10.1: a proof here says the same as dpop_jkt, so both must name one key.
    private (string? Thumbprint, ReplayId? Once, TokenError? Error) JudgeProof(HttpContext context, AuthorizationRequest? request)
    {
        var header = context.Request.Headers[PmoHeaders.Dpop];
        if (header.Count == 0)
        {
            return (request?.Thumbprint, null, null);
        }

        var (proof, once) = dpop.Judge(header, context.Request.Method, options.PushedEndpoint, accessToken: null, boundThumbprint: null);
        proof.OfferNonce(context.Response);
        if (!proof.IsOk)
        {
            return (null, null, ProofErrors.Of(proof.Error, options.PushedEndpoint));
        }

        return request?.Thumbprint is { } named && named != proof.Thumbprint
            ? (null, null, new TokenError("invalid_dpop_proof", "dpop_jkt_differs", "dpop_jkt must be the thumbprint of the key in the DPoP proof."))
            : (proof.Thumbprint, once, null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Authorization request pushed by {Client}")]
    private partial void LogPushed(string client);

    private sealed record Answer(
        [property: JsonPropertyName("request_uri")] string RequestUri,
        [property: JsonPropertyName("expires_in")] int ExpiresIn)
    {
        public override string ToString() => nameof(Answer);
    }
}
