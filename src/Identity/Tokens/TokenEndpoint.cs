using System.Text.Json.Serialization;
using Pmo.Hosting.Dpop;
using Pmo.Protocol.Wire;

namespace Pmo.Identity.Tokens;

/// <summary>Form, client, proof, token: in that order, each step refusing on its own.</summary>
internal sealed partial class TokenEndpoint(
    IdentityOptions options, ClientAuthenticator authenticator, DpopValidator dpop, AccessTokens tokens, ILogger<TokenEndpoint> logger)
{
    public async Task<IResult> IssueAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        if (context.Request.Headers.Authorization.Count > 0)
        {
            return Refuse(TokenError.InvalidClient("http_authentication", "Send no Authorization header. Authenticate by private_key_jwt."));
        }

        var (form, formError) = await TokenForm.ReadAsync(context.Request, cancellation);
        if (form is null)
        {
            return Refuse(formError!);
        }

        var (request, requestError) = TokenRequest.Read(form, options.Audience);
        if (request is null)
        {
            return Refuse(requestError!);
        }

        // The client before the proof: strangers must not be able to fill the store of proofs.
        var (client, clientError) = await authenticator.AuthenticateAsync(request, cancellation);
        if (clientError is not null)
        {
            return Refuse(clientError, client?.ClientId);
        }

        var proof = await dpop.ValidateAsync(
            context.Request.Headers[PmoHeaders.Dpop], context.Request.Method, options.TokenEndpoint, accessToken: null, boundThumbprint: null, cancellation);
        if (!proof.IsOk)
        {
            return Refuse(ProofErrors.Of(proof.Error, options.TokenEndpoint), client!.ClientId);
        }

        var answer = new Answer(tokens.Issue(client!, proof.Thumbprint!), "DPoP", AccessTokens.LifeSeconds, TokenRequest.OnlyScope);
        LogIssued(client!.ClientId, proof.Thumbprint!);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        return Results.Json(answer);
    }

    private TokenError Refuse(TokenError error, string? knownClient = null)
    {
        LogRefused(error.Reason, knownClient ?? "unknown");
        return error;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Token issued to {Client}, bound to {Thumbprint}")]
    private partial void LogIssued(string client, string thumbprint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Token refused: {Reason}, client {Client}")]
    private partial void LogRefused(string reason, string client);

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
