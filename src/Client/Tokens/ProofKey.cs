using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Client.Tokens;

/// <summary>
/// The key that proves possession of tokens (DPoP, RFC 9449): made in memory for one process, never stored. Thread-safe.
/// </summary>
internal sealed class ProofKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JwtWriter _writer;
    private readonly Dictionary<string, object> _header;
    private readonly TimeProvider _time;

    public ProofKey(TimeProvider time)
    {
        _time = time;
        _writer = new JwtWriter(_key);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(_key));
        _header = new Dictionary<string, object>
        {
            [JwtHeaderParameterNames.Typ] = "dpop+jwt",
            [JwtHeaderParameterNames.Jwk] = new Dictionary<string, string>
            {
                ["kty"] = jwk.Kty,
                ["crv"] = jwk.Crv,
                ["x"] = jwk.X,
                ["y"] = jwk.Y,
            },
        };
    }

    /// <summary>A new proof (RFC 9449 section 4.2).</summary>
    /// <param name="method">Of the request.</param>
    /// <param name="address">Of the request; query and fragment are left out.</param>
    /// <param name="token">The access token that goes with it; null at the token endpoint.</param>
    /// <param name="nonce">What the server gave last; null when it gave none.</param>
    public string Prove(HttpMethod method, Uri address, AccessToken? token, string? nonce)
    {
        var claims = new Dictionary<string, object>
        {
            ["jti"] = JwtWriter.NewId(),
            ["htm"] = method.Method,
            ["htu"] = address.GetLeftPart(UriPartial.Path),
            ["iat"] = _time.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (token is not null)
        {
            claims["ath"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token.Value)));
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        return _writer.Write(_header, claims);
    }

    public void Dispose() => _key.Dispose();

    public override string ToString() => nameof(ProofKey);
}
