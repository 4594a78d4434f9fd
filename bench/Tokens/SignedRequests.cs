using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pmo.Bench.Tokens;

/// <summary>Right token requests, signed beforehand: what a client spends on them is not what is measured.</summary>
internal sealed class SignedRequests(ECDsa key, string clientId, string issuer) : IDisposable
{
    private readonly ECDsa _proofKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Uri Endpoint { get; } = new(issuer + "/connect/token");

    /// <summary>One request; good for less than a minute, once.</summary>
    public HttpRequestMessage Make(string? nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var assertion = Sign(key, new { typ = "JWT", alg = "ES256" }, new { iss = clientId, sub = clientId, aud = issuer, jti = NewId(), iat = now, exp = now + 55 });
        var point = _proofKey.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) };
        var claims = new Dictionary<string, object> { ["jti"] = NewId(), ["htm"] = "POST", ["htu"] = Endpoint.AbsoluteUri, ["iat"] = now };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
            }),
        };
        request.Headers.TryAddWithoutValidation("DPoP", Sign(_proofKey, new { typ = "dpop+jwt", alg = "ES256", jwk }, claims));
        return request;
    }

    public void Dispose() => _proofKey.Dispose();

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    private static string Sign<THeader, TPayload>(ECDsa key, THeader header, TPayload payload)
    {
        var signed = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }
}
