using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Client.Tokens;

/// <summary>Signs claims with a P-256 key, ES256 (RFC 7518 section 3.4). Thread-safe; the key stays the caller's.</summary>
internal sealed class JwtWriter(ECDsa key)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    // A cached signature provider would outlive the key, and ECDsa is not thread-safe through it.
    private readonly SigningCredentials _credentials = new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256)
    {
        CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
    };

    private readonly Lock _lock = new();

    /// <summary>96 random bits and more, as RFC 9449 section 4.2 asks of a <c>jti</c>.</summary>
    public static string NewId() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));

    public string Write(IDictionary<string, object> header, IDictionary<string, object> claims)
    {
        lock (_lock)
        {
            return _handler.CreateToken(JsonSerializer.Serialize(claims), _credentials, header);
        }
    }

    public override string ToString() => nameof(JwtWriter);
}
