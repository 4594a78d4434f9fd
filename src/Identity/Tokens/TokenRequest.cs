namespace Pmo.Identity.Tokens;

/// <summary>A well-formed request for a token by <c>client_credentials</c>. Never prints itself.</summary>
internal sealed class TokenRequest
{
    /// <summary>The one scope there is: what a client may do is in the agreements, not in its token. Granted also when none is asked for.</summary>
    public const string OnlyScope = "pmo";

    private const string Grant = "client_credentials";

    private TokenRequest(ClientCredentials credentials) => Credentials = credentials;

    public ClientCredentials Credentials { get; }

    /// <summary>Judges the parameters, all but the assertion.</summary>
    public static (TokenRequest? Request, TokenError? Error) Read(TokenForm form, string audience)
    {
        // RFC 6749, 4.4.2
        if (form["grant_type"] is not { } grant)
        {
            return (null, TokenError.InvalidRequest("grant_missing", $"Send grant_type={Grant}."));
        }

        if (grant != Grant)
        {
            return (null, new TokenError("unsupported_grant_type", "grant_type", $"Only grant_type={Grant} is supported."));
        }

        var (credentials, error) = ClientCredentials.Read(form);
        if (credentials is null)
        {
            return (null, error);
        }

        // RFC 6749, 3.3
        if (form["scope"] is { } scope && scope.Split(' ').Any(s => s != OnlyScope))
        {
            return (null, new TokenError("invalid_scope", "scope", $"The only scope is {OnlyScope}; leave scope out or send that."));
        }

        return ResourceIndicator.Judge(form, audience) is { } wrong ? (null, wrong) : (new TokenRequest(credentials), null);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(TokenRequest);
}
