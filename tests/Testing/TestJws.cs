using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pmo.Testing;

/// <summary>
/// A JWS to be: a right one that a test spoils in one place, then signs. Set a member to change it, remove it to leave it out.
/// </summary>
/// <param name="Key">Signs.</param>
/// <param name="Header">The JOSE header.</param>
/// <param name="Payload">The claims.</param>
public sealed record TestJws(TestKey Key, JsonObject Header, JsonObject Payload)
{
    /// <summary>A right RFC 9449 proof.</summary>
    /// <param name="key">Of the client.</param>
    /// <param name="clock">For <c>iat</c>.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="target">Absolute address.</param>
    /// <param name="accessToken">For <c>ath</c>; null leaves it out.</param>
    /// <param name="nonce">The server's; null leaves it out.</param>
    public static TestJws Proof(TestKey key, TimeProvider clock, string method, string target, string? accessToken = null, string? nonce = null)
    {
        var payload = new JsonObject
        {
            ["jti"] = NewId(),
            ["htm"] = method,
            ["htu"] = target,
            ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (accessToken is not null)
        {
            payload["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        if (nonce is not null)
        {
            payload["nonce"] = nonce;
        }

        return new TestJws(key, new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = key.Algorithm, ["jwk"] = key.PublicJwk() }, payload);
    }

    /// <summary>A right RFC 7523 client assertion, good for 60 s.</summary>
    public static TestJws Assertion(TestKey key, TimeProvider clock, string clientId, string issuer)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return new TestJws(key, new JsonObject { ["typ"] = "JWT", ["alg"] = key.Algorithm }, new JsonObject
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = issuer,
            ["jti"] = NewId(),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 60,
        });
    }

    /// <summary>Signs with the header's algorithm (the key's own where it names none) and joins.</summary>
    public string Sign() => Sign(Header.ToJsonString(), Payload.ToJsonString());

    /// <summary>Signs texts that a JSON object cannot be made to hold: repeated members, no JSON at all.</summary>
    public string Sign(string header, string payload)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(Key.Sign(Encoding.ASCII.GetBytes(signed), Header["alg"]?.ToString() ?? Key.Algorithm))}";
    }

    /// <summary>128 random bits.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
