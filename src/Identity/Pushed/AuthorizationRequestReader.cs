using System.Globalization;
using Pmo.Identity.Clients;
using Pmo.Identity.Handles;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Pushed;

/// <summary>Judges the parameters of an authorization request, rule by rule; what it does not know it passes over (RFC 6749, 3.1).</summary>
internal static class AuthorizationRequestReader
{
    private const int MaxStateLength = 512;
    private const int MaxAgeSeconds = 366 * 24 * 3600;

    /// <param name="form">As it came.</param>
    /// <param name="client">Who asks, authenticated.</param>
    /// <param name="audience">The one resource there is.</param>
    public static (AuthorizationRequest? Request, TokenError? Error) Read(TokenForm form, Client client, string audience) =>
        JudgeKind(form, client) is { } wrongKind ? (null, wrongKind)
        : JudgeReturn(form, client) is { } wrongReturn ? (null, wrongReturn)
        : JudgePkce(form) is { } wrongPkce ? (null, wrongPkce)
        : JudgeTarget(form, audience) is { } wrongTarget ? (null, wrongTarget)
        : JudgePrompt(form) is { } wrongPrompt ? (null, wrongPrompt)
        : (new AuthorizationRequest
        {
            RedirectUri = form["redirect_uri"]!,
            Challenge = form["code_challenge"]!,
            Scope = ScopeText.Normalise(form["scope"] ?? ScopeText.Pmo)!,
            State = form["state"],
            Nonce = form["nonce"],
            IsSilent = form["prompt"] == "none",
            IsFresh = form["prompt"] == "login",
            MaxAge = Seconds(form["max_age"]),
            Thumbprint = form["dpop_jkt"],
            Language = form["ui_locales"]?.Split(' ').Select(tag => tag.Split('-')[0]).FirstOrDefault(tag => tag is "id" or "en"),
        }, null);

    private static TokenError? JudgeKind(TokenForm form, Client client)
    {
        // RFC 9126, 2.1: a pushed request does not point to another.
        if (form["request_uri"] is not null)
        {
            return TokenError.InvalidRequest("request_uri_pushed", "Push the parameters themselves, not a request_uri.");
        }

        // OpenID Connect Core 1.0, 3.1.2.6: signed request objects are not spoken here, and must not be passed over.
        if (form["request"] is not null)
        {
            return new TokenError("request_not_supported", "request_object", "Push the parameters themselves, not a request object.");
        }

        // FAPI 2.0, 5.3.2.2: the code flow only.
        if (form["response_type"] is not "code")
        {
            return form["response_type"] is null
                ? TokenError.InvalidRequest("response_type_missing", "Send response_type=code.")
                : new TokenError("unsupported_response_type", "response_type", "Only response_type=code is supported.");
        }

        if (form["response_mode"] is not (null or "query"))
        {
            return TokenError.InvalidRequest("response_mode", "Only response_mode=query is supported.");
        }

        return client.Grants.Contains(ClientGrants.AuthorizationCode, StringComparer.Ordinal)
            ? null
            : new TokenError("unauthorized_client", "client_not_for_people", "This client is not registered for authorization_code. Ask the operator.");
    }

    private static TokenError? JudgeReturn(TokenForm form, Client client)
    {
        // RFC 9700, 2.1: character by character. FAPI 2.0, 5.3.2.2: required in every request.
        if (!client.RedirectUris.Contains(form["redirect_uri"] ?? "", StringComparer.Ordinal))
        {
            return TokenError.InvalidRequest("redirect_uri", "redirect_uri must be exactly one of those registered for this client.");
        }

        return IsPlain(form["state"]) && IsPlain(form["nonce"])
            ? null
            : TokenError.InvalidRequest("state_form", "state and nonce must be at most 512 printable ASCII characters each.");
    }

    private static TokenError? JudgePkce(TokenForm form)
    {
        // RFC 7636, 4.3 would read a missing method as plain.
        if (form["code_challenge_method"] is not "S256" || !Handle.IsForm(form["code_challenge"]))
        {
            return TokenError.InvalidRequest("pkce", "Send code_challenge_method=S256 and code_challenge, 43 characters of base64url.");
        }

        return form["dpop_jkt"] is { } thumbprint && !Handle.IsForm(thumbprint)
            ? TokenError.InvalidRequest("dpop_jkt", "dpop_jkt must be the RFC 7638 thumbprint of the DPoP key, 43 characters of base64url.")
            : null;
    }

    private static TokenError? JudgeTarget(TokenForm form, string audience)
    {
        if (form["scope"] is { } scope && ScopeText.Normalise(scope) is null)
        {
            return new TokenError("invalid_scope", "scope", $"The scopes are {ScopeText.OpenId} and {ScopeText.Pmo}.");
        }

        return ResourceIndicator.Judge(form, audience);
    }

    // OpenID Connect Core 1.0, 3.1.2.1; prompt values that are not supported are an error (Initiating User Registration 1.0, 5).
    private static TokenError? JudgePrompt(TokenForm form)
    {
        if (form["prompt"] is not (null or "none" or "login"))
        {
            return TokenError.InvalidRequest("prompt", "prompt must be none or login.");
        }

        return form["max_age"] is { } age && Seconds(age) is null
            ? TokenError.InvalidRequest("max_age", "max_age must be whole seconds, at most a year.")
            : null;
    }

    private static int? Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MaxAgeSeconds ? seconds : null;

    /// <summary>What may end up in a header and in the browser's address bar: at most 512 printable ASCII characters.</summary>
    public static bool IsPlain(string? text) => text is null || (text.Length <= MaxStateLength && text.All(c => c is >= ' ' and <= '~'));
}
