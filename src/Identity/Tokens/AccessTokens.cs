using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Pmo.Identity.Clients;
using Pmo.Identity.SigningKeys;

namespace Pmo.Identity.Tokens;

/// <summary>Makes access tokens (RFC 9068) that are bound to a key (RFC 9449, 6). Thread-safe.</summary>
internal sealed class AccessTokens(IdentityOptions options, SigningKeyRing ring, TimeProvider time)
{
    /// <summary>How long a token is good, seconds: how long a suspended client can still act where nobody asks for its state.</summary>
    public const int LifeSeconds = 300;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A compact JWS, <c>typ: at+jwt</c>, ES256.</summary>
    /// <param name="client">To whom.</param>
    /// <param name="thumbprint">Of the key that it is bound to.</param>
    public string Issue(Client client, string thumbprint)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = options.Issuer,
            ["aud"] = options.Audience,
            ["sub"] = client.ClientId,
            ["client_id"] = client.ClientId,
            ["org"] = client.Org,
            ["roles"] = client.Roles,
            ["scope"] = TokenRequest.OnlyScope,
            ["iat"] = now,
            ["exp"] = now + LifeSeconds,
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["cnf"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["jkt"] = thumbprint },
        };
        return Handler.CreateToken(
            JsonSerializer.Serialize(claims), ring.Current.Credentials, new Dictionary<string, object>(StringComparer.Ordinal) { ["typ"] = "at+jwt" });
    }
}
