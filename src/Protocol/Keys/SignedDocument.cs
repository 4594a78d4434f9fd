using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Protocol.Keys;

/// <summary>A JSON value as compact JWS (RFC 7515) by Pseudonyms' statement key, ES256, the public key in the header. Thread-safe.</summary>
internal static class SignedDocument
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    /// <summary>Signs <paramref name="payload"/>.</summary>
    public static string Sign<T>(T payload, string type, ECDsa statementKey)
    {
        var security = new ECDsaSecurityKey(statementKey);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(security);
        var header = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtHeaderParameterNames.Jwk] = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["kty"] = jwk.Kty,
                ["crv"] = jwk.Crv,
                ["x"] = jwk.X,
                ["y"] = jwk.Y,
            },
        };
        return Handler.CreateToken(
            JsonSerializer.Serialize(payload, Api.ApiJson.Options),
            new SigningCredentials(security, SecurityAlgorithms.EcdsaSha256) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
            header.Append(new("typ", type)).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Verifies and reads a document; null when its type, algorithm, signature or content is wrong.</summary>
    /// <param name="signer">The fingerprint of the key that the header holds: the caller compares it with the one it pinned.</param>
    public static T? Read<T>(string jws, string type, out KeyFingerprint signer) where T : class
    {
        signer = default;
        try
        {
            var token = new JsonWebToken(jws);
            if (token.Typ != type || token.Alg != SecurityAlgorithms.EcdsaSha256
                || !token.TryGetHeaderValue<JsonElement>(JwtHeaderParameterNames.Jwk, out var jwkElement))
            {
                return null;
            }

            var jwk = new JsonWebKey(jwkElement.GetRawText());
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(jwk.X), Y = Base64UrlEncoder.DecodeBytes(jwk.Y) },
            });
            var signed = System.Text.Encoding.ASCII.GetBytes(jws[..jws.LastIndexOf('.')]);
            if (jwk.Crv != JsonWebKeyECTypes.P256 || jwk.HasPrivateKey
                || !key.VerifyData(signed, Base64UrlEncoder.DecodeBytes(token.EncodedSignature), HashAlgorithmName.SHA256))
            {
                return null;
            }

            signer = KeyFingerprint.Of(jwk);
            return JsonSerializer.Deserialize<T>(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), Api.ApiJson.Options);
        }
        catch (Exception e) when (e is ArgumentException or JsonException or CryptographicException or FormatException or SecurityTokenException)
        {
            return null;
        }
    }
}
