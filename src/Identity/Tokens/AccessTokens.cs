using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Pmo.Identity.Pushed;
using Pmo.Identity.SigningKeys;

namespace Pmo.Identity.Tokens;

/// <summary>Makes access tokens (RFC 9068) that are bound to a key (RFC 9449, 6). Thread-safe.</summary>
internal sealed class AccessTokens(IdentityOptions options, SigningKeyRing ring, TimeProvider time)
{
    /// <summary>How long a token is good, seconds: how long a suspended client can still act where nobody asks for its state.</summary>
    public const int LifeSeconds = 300;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A compact JWS, <c>typ: at+jwt</c>, ES256.</summary>
    public string Issue(AccessTokenContent content)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = options.Issuer,

            // A token that was asked for only to learn who the person is opens nothing else.
            ["aud"] = ScopeText.Holds(content.Scope, ScopeText.Pmo) ? options.Audience : options.Issuer,
            ["sub"] = content.Subject,
            ["client_id"] = content.ClientId,
            ["org"] = content.Org,
            ["roles"] = content.Roles,
            ["scope"] = content.Scope,
            ["iat"] = now,
            ["exp"] = now + LifeSeconds,
            ["jti"] = content.Id,
            ["cnf"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["jkt"] = content.Thumbprint },
        };
        if (content.Session is { } session)
        {
            // RFC 9068, 2.2.1
            claims["sid"] = session.Id;
            claims["auth_time"] = session.SignedInAt.ToUnixTimeSeconds();
            claims["amr"] = session.Methods;
        }

        return Handler.CreateToken(
            JsonSerializer.Serialize(claims), ring.Current.Credentials, new Dictionary<string, object>(StringComparer.Ordinal) { ["typ"] = "at+jwt" });
    }
}
