using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Pmo.Hosting.Jose;

namespace Pmo.Hosting.Dpop;

/// <summary>A proof whose form and signature hold (RFC 9449, 4.2); its claims are for <see cref="DpopValidator"/> to judge.</summary>
internal sealed record DpopProof(PublicJwk Key, JsonElement Claims)
{
    private const string Type = "dpop+jwt";
    private const int MaxHeaderLength = 8 * 1024;

    // By the JWS header as it was sent, of proofs that held; some 2 KiB each.
    private static readonly RecentlyUsed<Signer> Signers = new(1024);

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

        // Whoever makes proofs writes the same key and algorithm into each: what was judged of that holds.
        var text = header[0]!;
        if (text.Length <= MaxHeaderLength && Signers.TryGet(CompactJws.HeaderOf(text), out var known))
        {
            return CompactJws.TryParse(text, known.Header) is { } next ? Verify(next, known.Key, out error) : Refuse(DpopError.Malformed, out error);
        }

        // (2): a single well-formed JWT.
        if (text.Length > MaxHeaderLength || CompactJws.TryParse(text) is not { } jws)
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

        if (Verify(jws, key, out error) is not { } proof)
        {
            return null;
        }

        Signers.Add(CompactJws.HeaderOf(text).ToString(), new Signer(jws.Header, key));
        return proof;
    }

    private static DpopProof? Verify(CompactJws jws, PublicJwk key, out DpopError error)
    {
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

    private sealed record Signer(JsonElement Header, PublicJwk Key);
}
