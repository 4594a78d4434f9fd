using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningKeys;

namespace Pmo.Identity.IdTokens;

/// <summary>Makes id tokens (OpenID Connect Core 1.0, 2): who signed in, told to one client. Thread-safe.</summary>
internal sealed class IdTokenIssuer(IdentityOptions options, SigningKeyRing ring, TimeProvider time)
{
    /// <summary>How long one is taken as news, seconds; it opens nothing.</summary>
    public const int LifeSeconds = 300;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A compact JWS, ES256, without <c>at_hash</c>, which the code flow does not need (3.1.3.6).</summary>
    /// <param name="signedIn">Who, and how.</param>
    /// <param name="clientId">To whom it is told.</param>
    /// <param name="nonce">Of the authorization request.</param>
    public string Issue(SignedIn signedIn, string clientId, string? nonce)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = options.Issuer,
            ["sub"] = signedIn.Person.Id,
            ["aud"] = clientId,
            ["iat"] = now,
            ["exp"] = now + LifeSeconds,
            ["auth_time"] = signedIn.Session.SignedInAt.ToUnixTimeSeconds(),
            ["amr"] = signedIn.Session.Methods,
            ["sid"] = signedIn.Session.Id,
        };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        PersonClaims.AddTo(claims, signedIn.Person);
        return Handler.CreateToken(
            JsonSerializer.Serialize(claims), ring.Current.Credentials, new Dictionary<string, object>(StringComparer.Ordinal) { ["typ"] = "JWT" });
    }
}
