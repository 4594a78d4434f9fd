using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pmo.Testing;

/// <summary>A fresh key pair with its JWK, made and hashed with nothing but the platform.</summary>
public sealed class TestKey : IDisposable
{
    private readonly ECDsa? _ec;
    private readonly RSA? _rsa;

    private TestKey(ECDsa? ec, RSA? rsa)
    {
        _ec = ec;
        _rsa = rsa;
    }

    /// <summary>P-256, for ES256.</summary>
    public static TestKey Ec() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), null);

    /// <summary>P-384, which nothing here takes.</summary>
    public static TestKey Ec384() => new(ECDsa.Create(ECCurve.NamedCurves.nistP384), null);

    /// <summary>RSA, for PS256.</summary>
    public static TestKey Rsa(int bits = 2048) => new(null, RSA.Create(bits));

    /// <summary>ES256 or PS256.</summary>
    public string Algorithm => _ec is null ? "PS256" : "ES256";

    /// <summary>RFC 7638 thumbprint, base64url.</summary>
    public string Thumbprint => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(PublicJwk().ToJsonString())));

    /// <summary>PKCS#8 PEM of the private key.</summary>
    public string ToPem() => _ec?.ExportPkcs8PrivateKeyPem() ?? _rsa!.ExportPkcs8PrivateKeyPem();

    /// <summary>The required members in the order of RFC 7638, 3.2.</summary>
    public JsonObject PublicJwk()
    {
        if (_ec is not null)
        {
            var point = _ec.ExportParameters(includePrivateParameters: false);
            return new JsonObject
            {
                ["crv"] = _ec.KeySize == 256 ? "P-256" : "P-384",
                ["kty"] = "EC",
                ["x"] = Base64Url.EncodeToString(point.Q.X),
                ["y"] = Base64Url.EncodeToString(point.Q.Y),
            };
        }

        var rsa = _rsa!.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["e"] = Base64Url.EncodeToString(rsa.Exponent), ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(rsa.Modulus) };
    }

    /// <summary>The JWK with <c>d</c>: what must never be taken.</summary>
    public JsonObject PrivateJwk()
    {
        var jwk = PublicJwk();
        jwk["d"] = Base64Url.EncodeToString(
            _ec?.ExportParameters(includePrivateParameters: true).D ?? _rsa!.ExportParameters(includePrivateParameters: true).D);
        return jwk;
    }

    /// <summary>Signs for a JWS; <paramref name="algorithm"/> <c>none</c> gives an empty signature.</summary>
    public byte[] Sign(byte[] data, string algorithm) => algorithm switch
    {
        "none" => [],
        "RS256" => _rsa!.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(PublicJwk().ToJsonString()), data),
        _ when _ec is not null => _ec.SignData(data, HashAlgorithmName.SHA256),
        _ => _rsa!.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _ec?.Dispose();
        _rsa?.Dispose();
    }
}
