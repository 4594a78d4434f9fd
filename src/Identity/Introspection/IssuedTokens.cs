using System.Text.Json;
using Pmo.Hosting.Jose;
using Pmo.Identity.SigningKeys;

namespace Pmo.Identity.Introspection;

/// <summary>Knows the access tokens that this issuer made by their signatures. Thread-safe.</summary>
internal sealed class IssuedTokens(IdentityOptions options, SigningKeyRing ring)
{
    private const int MaxLength = 4096;

    /// <summary>A token of ours, whether it has ended or not; null when it is none.</summary>
    public IssuedToken? Read(string token)
    {
        if (token.Length > MaxLength || CompactJws.TryParse(token) is not { Type: "at+jwt", Algorithm: "ES256" } jws
            || jws.Header.Text("kid") is not { } kid || !IsSigned(jws, kid))
        {
            return null;
        }

        var claims = jws.Payload;
        return claims.Text("iss") == options.Issuer && claims.Text("jti") is { } id && claims.Text("client_id") is { } client
            && claims.Seconds("exp") is { } ends
            ? new IssuedToken(id, client, DateTimeOffset.FromUnixTimeSeconds((long)ends), claims)
            : null;
    }

    private bool IsSigned(CompactJws jws, string kid) =>
        ring.All.FirstOrDefault(k => k.Kid == kid) is { Jwk: var jwk }
        && PublicJwk.TryRead(JsonSerializer.SerializeToElement(new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y }), out _) is { } key
        && key.Verify(jws);
}
