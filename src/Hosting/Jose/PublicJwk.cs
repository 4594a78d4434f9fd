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

    // Some 2 KiB each: clients' keys and those of their proofs.
    private static readonly ImportedKeys Imported = new(1024);

    private readonly JsonWebKey _key;
    private readonly Func<ImportedKey> _import;

    private PublicJwk(JsonWebKey key, string thumbprint, Func<ImportedKey> import)
    {
        _key = key;
        _import = import;
        Thumbprint = thumbprint;
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
        if (key is null || Prepare(key) is not { } import)
        {
            return null;
        }

        // Of members that are base64url and nothing else, so that the thumbprint's text can be no other key's.
        var thumbprint = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        try
        {
            var made = new PublicJwk(key, thumbprint, () => new ImportedKey(import));
            Imported.Get(thumbprint, made._import);
            error = JwkError.None;
            return made;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The key's required members only, as JSON text.</summary>
    public string ToJson() => _key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve
        ? JsonSerializer.Serialize(new { crv = _key.Crv, kty = _key.Kty, x = _key.X, y = _key.Y })
        : JsonSerializer.Serialize(new { e = _key.E, kty = _key.Kty, n = _key.N });

    /// <summary>Whether this key signed <paramref name="jws"/>, by the algorithm that its header names.</summary>
    public bool Verify(CompactJws jws)
    {
        ArgumentNullException.ThrowIfNull(jws);

        // Asked for each time: what is used stays.
        return jws.Algorithm == Algorithm && Imported.Get(Thumbprint, _import).Verify(jws.Signed, jws.Signature);
    }

    // How to import it; null when its members cannot be a key's.
    private static Func<AsymmetricAlgorithm>? Prepare(JsonWebKey key)
    {
        if (key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve)
        {
            return key.Crv == JsonWebKeyECTypes.P256
                && Bytes(key.X, CoordinateBytes, CoordinateBytes) is { } x && Bytes(key.Y, CoordinateBytes, CoordinateBytes) is { } y
                ? () => ImportEc(x, y)
                : null;
        }

        // Bounded before the import: a verification with a huge modulus or exponent is work that the sender chooses.
        return Number(key.N, 2048 / 8, 4096 / 8) is { } n && Number(key.E, 1, MaxExponentBytes) is { } e ? () => ImportRsa(n, e) : null;
    }

    // The import refuses a point that is not on the curve.
    private static ECDsa ImportEc(byte[] x, byte[] y) =>
        ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });

    private static RSA ImportRsa(byte[] n, byte[] e)
    {
        var rsa = RSA.Create(new RSAParameters { Modulus = n, Exponent = e });
        if (rsa.KeySize is >= 2048 and <= 4096)
        {
            return rsa;
        }

        rsa.Dispose();
        throw new CryptographicException("The modulus is shorter than its bytes.");
    }

    // RFC 7518, 6.3.1: no zeros in front. With them one key would have many thumbprints, and a retired one could come back under another.
    private static byte[]? Number(string? text, int min, int max) => Bytes(text, min, max) is [not 0, ..] and var bytes ? bytes : null;

    private static byte[]? Bytes(string? text, int min, int max) =>
        CompactJws.Decode(text ?? "") is { } bytes && bytes.Length >= min && bytes.Length <= max ? bytes : null;
}
