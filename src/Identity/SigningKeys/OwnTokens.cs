using System.Text.Json;
using Pmo.Hosting.Jose;

namespace Pmo.Identity.SigningKeys;

/// <summary>Knows again what this service has signed. Thread-safe.</summary>
internal sealed class OwnTokens(IdentityOptions options, SigningKeyRing ring)
{
    private const int MaxLength = 8 * 1024;

    /// <summary>The claims of a token of this issuer whose signature holds, whatever its age; null: it is none, or of another type.</summary>
    /// <param name="text">A compact JWS.</param>
    /// <param name="type">Its <c>typ</c>: an id token is no access token (RFC 8725, 3.11).</param>
    public JsonElement? Read(string? text, string type)
    {
        if (text is not { Length: <= MaxLength } || CompactJws.TryParse(text) is not { } jws || jws.Type != type || jws.Algorithm != "ES256"
            || ring.All.Select(k => k.Key).FirstOrDefault(k => k.Kid == jws.Header.Text("kid")) is not { } key)
        {
            return null;
        }

        var jwk = JsonSerializer.SerializeToElement(new { kty = key.Jwk.Kty, crv = key.Jwk.Crv, x = key.Jwk.X, y = key.Jwk.Y });
        return PublicJwk.TryRead(jwk, out _)!.Verify(jws) && jws.Payload.Text("iss") == options.Issuer ? jws.Payload : null;
    }
}
