namespace Pmo.Identity.Tokens;

/// <summary>How a client names itself in a form: <c>private_key_jwt</c> and nothing else (FAPI 2.0, 5.3.2.1). Never prints itself.</summary>
internal sealed class ClientCredentials
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private ClientCredentials(string assertion, string? clientId)
    {
        Assertion = assertion;
        ClientId = clientId;
    }

    public string Assertion { get; }

    /// <summary>Optional; must agree with the assertion (RFC 7521, 4.2).</summary>
    public string? ClientId { get; }

    /// <summary>Takes them from the parameters; the assertion itself is not judged.</summary>
    public static (ClientCredentials? Credentials, TokenError? Error) Read(TokenForm form)
    {
        // RFC 6749, 2.3: one method a request.
        if (form["client_secret"] is not null)
        {
            return (null, TokenError.InvalidRequest("client_secret", "There are no client secrets. Authenticate by private_key_jwt."));
        }

        // RFC 7521, 4.2 and RFC 7523, 2.2
        return form["client_assertion"] is { } assertion && form["client_assertion_type"] == AssertionType
            ? (new ClientCredentials(assertion, form["client_id"]), null)
            : (null, TokenError.InvalidClient("assertion_missing", $"Send client_assertion, and client_assertion_type={AssertionType}."));
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(ClientCredentials);
}
