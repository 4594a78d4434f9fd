namespace Pmo.Identity.Tokens;

/// <summary>A well-formed request for tokens, by a grant that is spoken here. Never prints itself.</summary>
internal sealed class TokenRequest
{
    private TokenRequest(TokenForm form, IGrant grant, ClientCredentials credentials)
    {
        Form = form;
        Grant = grant;
        Credentials = credentials;
    }

    public TokenForm Form { get; }

    public IGrant Grant { get; }

    public ClientCredentials Credentials { get; }

    /// <summary>Judges the parameters, all but the assertion.</summary>
    public static (TokenRequest? Request, TokenError? Error) Read(TokenForm form, IEnumerable<IGrant> grants, string audience)
    {
        // RFC 6749, 4.1.3, 4.4.2 and 6
        if (form["grant_type"] is not { } name)
        {
            return (null, TokenError.InvalidRequest("grant_missing", "Send grant_type."));
        }

        if (grants.FirstOrDefault(g => g.Name == name) is not { } grant)
        {
            return (null, new TokenError(
                "unsupported_grant_type", "grant_type", $"The values of grant_type are {string.Join(", ", grants.Select(g => g.Name))}."));
        }

        var (credentials, error) = ClientCredentials.Read(form);
        if (credentials is null)
        {
            return (null, error);
        }

        if (grant.JudgeForm(form) is { } wrong)
        {
            return (null, wrong);
        }

        return ResourceIndicator.Judge(form, audience) is { } other ? (null, other) : (new TokenRequest(form, grant, credentials), null);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(TokenRequest);
}
