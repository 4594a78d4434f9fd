using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pmo.Bench.Tokens;

/// <summary>DPoP proofs (RFC 9449) of one key, made for this.</summary>
internal sealed class DpopProofs : IDisposable
{
    private readonly ECDsa _key;
    private readonly object _header;

    /// <summary>Of a new key.</summary>
    public DpopProofs()
        : this(ECDsa.Create(ECCurve.NamedCurves.nistP256))
    {
    }

    private DpopProofs(ECDsa key)
    {
        _key = key;
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        _header = new
        {
            typ = "dpop+jwt",
            alg = "ES256",
            jwk = new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) },
        };
    }

    /// <summary>SubjectPublicKeyInfo, Base64.</summary>
    public string PublicKey => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>One proof; good for less than a minute, once.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="uri">Without query.</param>
    /// <param name="nonce">What the server handed out; null: none yet.</param>
    /// <param name="accessToken">The token that goes with it; null at the token endpoint.</param>
    public string Make(string method, Uri uri, string? nonce, string? accessToken = null)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["jti"] = NewId(), ["htm"] = method, ["htu"] = uri.AbsoluteUri, ["iat"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        if (accessToken is not null)
        {
            claims["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        return Sign(_key, _header, claims);
    }

    /// <summary>The same key, for another thread.</summary>
    public DpopProofs Copy() => new(ECDsa.Create(_key.ExportParameters(includePrivateParameters: true)));

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>A compact JWS, ES256.</summary>
    public static string Sign<THeader, TPayload>(ECDsa key, THeader header, TPayload payload)
    {
        var signed = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => _key.Dispose();
}
