using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Hosting.Jose;

/// <summary>Why a JWK is not taken.</summary>
public enum JwkError
{
    None,

    /// <summary>Not P-256 with a point on the curve, nor RSA of 2048 to 4096 bits.</summary>
    BadKey,

    /// <summary>It holds private or symmetric key material.</summary>
    PrivateKey,
}

/// <summary>
/// A public signature key as JWK (RFC 7517): P-256 for ES256, or RSA of 2048 to 4096 bits for PS256, the algorithms of FAPI 2.0 (5.4.1) that the platform
/// has. Immutable, thread-safe.
/// </summary>
public sealed class PublicJwk
{
    // RFC 7518, 6.2.2, 6.3.2 and 6.4: members that only private and symmetric keys have.
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private const int CoordinateBytes = 32;
    private const int MaxExponentBytes = 4;
    private readonly JsonWebKey _key;

    private PublicJwk(JsonWebKey key)
    {
        _key = key;
        Thumbprint = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
    }

    /// <summary>RFC 7638, SHA-256, base64url: 43 characters.</summary>
    public string Thumbprint { get; }

    /// <summary>What it signs with: <c>ES256</c> or <c>PS256</c>.</summary>
    public string Algorithm => _key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSsaPssSha256;

    /// <summary>Reads a JWK; null, and why, when it is not taken. Members that are not of the public key itself are dropped.</summary>
    public static PublicJwk? TryRead(JsonElement jwk, out JwkError error)
    {
        error = JwkError.BadKey;
        if (jwk.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (PrivateMembers.Any(member => jwk.Has(member)))
        {
            error = JwkError.PrivateKey;
            return null;
        }

        var key = jwk.Text("kty") switch
        {
            JsonWebAlgorithmsKeyTypes.EllipticCurve => new JsonWebKey
            {
                Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv = jwk.Text("crv"), X = jwk.Text("x"), Y = jwk.Text("y"),
            },
            JsonWebAlgorithmsKeyTypes.RSA => new JsonWebKey { Kty = JsonWebAlgorithmsKeyTypes.RSA, N = jwk.Text("n"), E = jwk.Text("e") },
            _ => null,
        };
        if (key is null || !IsSound(key))
        {
            return null;
        }

        error = JwkError.None;
        return new PublicJwk(key);
    }

    /// <summary>The key's required members only, as JSON text.</summary>
    public string ToJson() => _key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve
        ? JsonSerializer.Serialize(new { crv = _key.Crv, kty = _key.Kty, x = _key.X, y = _key.Y })
        : JsonSerializer.Serialize(new { e = _key.E, kty = _key.Kty, n = _key.N });

    /// <summary>Whether this key signed <paramref name="jws"/>, by the algorithm that its header names.</summary>
    public bool Verify(CompactJws jws)
    {
        ArgumentNullException.ThrowIfNull(jws);
        if (jws.Algorithm != Algorithm)
        {
            return false;
        }

        if (Algorithm == SecurityAlgorithms.EcdsaSha256)
        {
            using var ec = ImportEc(_key);
            return ec.VerifyData(jws.Signed, jws.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = ImportRsa(_key);
        return rsa.VerifyData(jws.Signed, jws.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
    }

    private static bool IsSound(JsonWebKey key)
    {
        try
        {
            if (key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve)
            {
                using var ec = key.Crv == JsonWebKeyECTypes.P256 ? ImportEc(key) : null;
                return ec is not null;
            }

            using var rsa = ImportRsa(key);
            return rsa.KeySize is >= 2048 and <= 4096;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // The import refuses a point that is not on the curve.
    private static ECDsa ImportEc(JsonWebKey key) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Bytes(key.X, CoordinateBytes, CoordinateBytes), Y = Bytes(key.Y, CoordinateBytes, CoordinateBytes) },
    });

    private static RSA ImportRsa(JsonWebKey key) => RSA.Create(new RSAParameters
    {
        // Bounded before the import: a verification with a huge modulus or exponent is work that the sender chooses.
        Modulus = Number(key.N, 2048 / 8, 4096 / 8),
        Exponent = Number(key.E, 1, MaxExponentBytes),
    });

    // RFC 7518, 6.3.1: no zeros in front. With them one key would have many thumbprints, and a retired one could come back under another.
    private static byte[] Number(string? text, int min, int max) =>
        Bytes(text, min, max) is [not 0, ..] and var bytes ? bytes : throw new CryptographicException("A member of the key begins with zeros.");

    private static byte[] Bytes(string? text, int min, int max) =>
        CompactJws.Decode(text ?? "") is { } bytes && bytes.Length >= min && bytes.Length <= max
            ? bytes
            : throw new CryptographicException("A member of the key is missing or of the wrong length.");
}
