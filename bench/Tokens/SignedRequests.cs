using System.Security.Cryptography;

namespace Pmo.Bench.Tokens;

/// <summary>Right token requests, signed beforehand: what a client spends on them is not what is measured.</summary>
internal sealed class SignedRequests(ECDsa key, DpopProofs proofs, string clientId, string issuer)
{
    public Uri Endpoint { get; } = new(issuer + "/connect/token");

    /// <summary>One request; good for less than a minute, once.</summary>
    public HttpRequestMessage Make(string? nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var assertion = DpopProofs.Sign(
            key,
            new { typ = "JWT", alg = "ES256" },
            new { iss = clientId, sub = clientId, aud = issuer, jti = DpopProofs.NewId(), iat = now, exp = now + 55 });
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
            }),
        };
        request.Headers.TryAddWithoutValidation("DPoP", proofs.Make("POST", Endpoint, nonce));
        return request;
    }
}
