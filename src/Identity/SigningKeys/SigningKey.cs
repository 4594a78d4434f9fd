using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Identity.SigningKeys;

/// <summary>A P-256 key that signs access tokens (ES256). Thread-safe; never prints itself.</summary>
internal sealed class SigningKey : IDisposable
{
    /// <summary>Characters of a kid: SHA-256 in base64url.</summary>
    public const int KidLength = 43;

    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        var security = new ECDsaSecurityKey(key);
        Jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(key.ExportParameters(includePrivateParameters: false))));
        Kid = Base64UrlEncoder.Encode(Jwk.ComputeJwkThumbprint());
        security.KeyId = Kid;

        // The default factory caches by key id for the whole process, and would sign with a key that another host in it has disposed of.
        Credentials = new SigningCredentials(security, SecurityAlgorithms.EcdsaSha256)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
    }

    /// <summary>RFC 7638 thumbprint, base64url.</summary>
    public string Kid { get; }

    /// <summary>The public part.</summary>
    public JsonWebKey Jwk { get; }

    public SigningCredentials Credentials { get; }

    public static SigningKey Make() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <param name="pkcs8">As <see cref="Export"/> gives it.</param>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static SigningKey Import(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new SigningKey(key);
    }

    /// <summary>The private key, PKCS#8 DER; to be encrypted and wiped at once.</summary>
    public byte[] Export() => _key.ExportPkcs8PrivateKey();

    /// <inheritdoc/>
    public override string ToString() => nameof(SigningKey);

    public void Dispose() => _key.Dispose();
}
