using Pmo.Hosting.Jose;

namespace Pmo.Identity.Tokens;

/// <summary>A client's assertion whose form, audience and time hold (RFC 7523, 3), signature not yet verified. Never prints itself.</summary>
internal sealed class ClientAssertion
{
    // identity.md; FAPI 2.0, 5.3.2.1 (13, 14): clocks that run up to 10 s ahead are accepted.
    private const int MaxLifeSeconds = 60;
    private const int MaxAheadSeconds = 10;
    private const int MaxJtiLength = 128;

    private ClientAssertion(CompactJws jws, string clientId, string jti, double ends)
    {
        Jws = jws;
        ClientId = clientId;
        Jti = jti;
        Ends = DateTimeOffset.FromUnixTimeSeconds((long)ends + MaxAheadSeconds + 1);
    }

    public CompactJws Jws { get; }

    public string ClientId { get; }

    public string Jti { get; }

    /// <summary>From when on it is refused for its age, also by a replica whose clock is behind.</summary>
    public DateTimeOffset Ends { get; }

    /// <summary>Judges all that needs no knowledge of the client, so that the answers tell nothing of it.</summary>
    public static (ClientAssertion? Assertion, TokenError? Error) Read(ClientCredentials sent, string issuer, DateTimeOffset at)
    {
        if (CompactJws.TryParse(sent.Assertion) is not { } jws)
        {
            return Refuse("assertion_malformed", "client_assertion is not a compact JWS of two JSON objects.");
        }

        // RFC 8725, 3.11: not a proof or a token in an assertion's place.
        if (jws.Header.Has("typ") && jws.Type is not ("JWT" or "client-authentication+jwt"))
        {
            return Refuse("assertion_type", "The typ of client_assertion must be JWT or client-authentication+jwt.");
        }

        // FAPI 2.0, 5.4.1
        if (jws.Algorithm is not ("ES256" or "PS256"))
        {
            return Refuse("assertion_algorithm", "Sign client_assertion with ES256 or PS256.");
        }

        // RFC 7523, 3 (1, 2); RFC 7521, 4.2
        var claims = jws.Payload;
        if (claims.Text("iss") is not { } clientId || claims.Text("sub") != clientId || (sent.ClientId ?? clientId) != clientId)
        {
            return Refuse("assertion_subject", "iss and sub of client_assertion, and client_id if it is sent, must all be the client id.");
        }

        // RFC 7523, 3 (3); FAPI 2.0, 5.3.2.1 (8): the issuer as one string, not a list and not this endpoint.
        if (claims.Text("aud") != issuer)
        {
            return Refuse("assertion_audience", $"aud of client_assertion must be the string {issuer}, not a list.");
        }

        // RFC 7523, 3 (7)
        if (claims.Text("jti") is not { Length: <= MaxJtiLength } jti)
        {
            return Refuse("assertion_jti", "jti of client_assertion must be a fresh string of at most 128 characters.");
        }

        return End(claims, at.ToUnixTimeSeconds()) is { } ends
            ? (new ClientAssertion(jws, clientId, jti, ends), null)
            : Refuse("assertion_time", "exp of client_assertion must be at most 60 s ahead and not past, iat and nbf at most 10 s ahead. Check the clock.");
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(ClientAssertion);

    // RFC 7523, 3 (4 to 6). The life of an assertion from a fast clock counts from its own iat: clients write iat + 60 s.
    private static double? End(System.Text.Json.JsonElement claims, long now)
    {
        var iat = claims.Seconds("iat") ?? now;
        return claims.Seconds("exp") is { } exp && exp > now && exp <= Math.Max(now, iat) + MaxLifeSeconds
            && (!claims.Has("iat") || claims.Seconds("iat") <= now + MaxAheadSeconds)
            && (!claims.Has("nbf") || claims.Seconds("nbf") <= now + MaxAheadSeconds)
            ? exp
            : null;
    }

    private static (ClientAssertion? Assertion, TokenError? Error) Refuse(string reason, string description) =>
        (null, TokenError.InvalidClient(reason, description));
}
