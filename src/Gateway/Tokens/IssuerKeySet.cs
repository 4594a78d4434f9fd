using Microsoft.IdentityModel.Tokens;

namespace Pmo.Gateway.Tokens;

/// <summary>The issuer's public keys as they were fetched at one moment. Immutable.</summary>
internal sealed class IssuerKeySet
{
    private readonly List<JsonWebKey> _keys;

    private IssuerKeySet(List<JsonWebKey> keys, DateTimeOffset fetchedAt, TimeSpan maxAge)
    {
        _keys = keys;
        FetchedAt = fetchedAt;
        MaxAge = maxAge;
    }

    public DateTimeOffset FetchedAt { get; }

    /// <summary>How long it holds: a key that the issuer withdraws is refused after this.</summary>
    public TimeSpan MaxAge { get; }

    /// <summary>Reads a JWK set (RFC 7517, 5); keys that cannot have signed ES256 are left out (5, "implementations SHOULD ignore").</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static IssuerKeySet Read(string json, DateTimeOffset fetchedAt, TimeSpan maxAge) => new(
        [.. JsonWebKeySet.Create(json).Keys.Where(k => k.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve && (string.IsNullOrEmpty(k.Use) || k.Use == "sig"))], fetchedAt, maxAge);

    /// <summary>The keys that a token may be signed with: by its kid; a token without one may be any key's (RFC 7515, 4.1.4).</summary>
    public IReadOnlyList<SecurityKey> For(string? kid) => string.IsNullOrEmpty(kid) ? _keys : _keys.FindAll(k => k.Kid == kid);
}
