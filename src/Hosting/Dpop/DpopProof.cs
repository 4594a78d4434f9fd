using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Pmo.Hosting.Jose;

namespace Pmo.Hosting.Dpop;

/// <summary>A proof whose form and signature hold (RFC 9449, 4.2); its claims are for <see cref="DpopValidator"/> to judge.</summary>
internal sealed record DpopProof(PublicJwk Key, JsonElement Claims)
{
    private const string Type = "dpop+jwt";
    private const int MaxHeaderLength = 8 * 1024;

    public static DpopProof? TryRead(StringValues header, out DpopError error)
    {
        // RFC 9449, 4.3 (1): not more than one DPoP header. A proxy may join two with a comma, which a JWS never holds.
        if (StringValues.IsNullOrEmpty(header))
        {
            return Refuse(DpopError.Missing, out error);
        }

        if (header.Count > 1 || header[0]!.Contains(',', StringComparison.Ordinal))
        {
            return Refuse(DpopError.Several, out error);
        }

        // (2): a single well-formed JWT.
        if (header[0]!.Length > MaxHeaderLength || CompactJws.TryParse(header[0]) is not { } jws)
        {
            return Refuse(DpopError.Malformed, out error);
        }

        // (4)
        if (jws.Type != Type)
        {
            return Refuse(DpopError.WrongType, out error);
        }

        // (5): asymmetric, not none, and of those that FAPI 2.0 (5.4.1) allows.
        if (jws.Algorithm is not ("ES256" or "PS256"))
        {
            return Refuse(DpopError.WrongAlgorithm, out error);
        }

        // (7): no private key in the header; and one that fits the algorithm.
        jws.Header.TryGetProperty("jwk", out var jwk);
        if (PublicJwk.TryRead(jwk, out var defect) is not { } key)
        {
            return Refuse(defect == JwkError.PrivateKey ? DpopError.PrivateKey : DpopError.BadKey, out error);
        }

        if (key.Algorithm != jws.Algorithm)
        {
            return Refuse(DpopError.BadKey, out error);
        }

        // (6)
        if (!key.Verify(jws))
        {
            return Refuse(DpopError.BadSignature, out error);
        }

        error = DpopError.None;
        return new DpopProof(key, jws.Payload);
    }

    private static DpopProof? Refuse(DpopError why, out DpopError error)
    {
        error = why;
        return null;
    }
}
