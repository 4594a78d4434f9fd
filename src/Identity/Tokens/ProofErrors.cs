using System.Text;
using Pmo.Hosting.Dpop;

namespace Pmo.Identity.Tokens;

/// <summary>What to tell a client whose proof of possession is refused (RFC 9449, 5).</summary>
internal static class ProofErrors
{
    /// <summary>RFC 9449, 8: the client tries again with the nonce that the answer hands out.</summary>
    public static readonly TokenError NonceWanted = new("use_dpop_nonce", "proof_nonce_wanted", "Put the value of the header DPoP-Nonce into the proof as nonce.");

    public static TokenError Of(DpopError error, Uri endpoint) => error == DpopError.NonceWanted
        ? NonceWanted
        : new("invalid_dpop_proof", "proof_" + Snake(error), Describe(error, endpoint));

    private static string Describe(DpopError error, Uri endpoint) => error switch
    {
        DpopError.Missing => "Send a DPoP header with a proof (RFC 9449).",
        DpopError.Several => "Send one DPoP header only.",
        DpopError.Malformed => "The DPoP proof is not a compact JWS of at most 8 KiB with a jti of at most 128 characters.",
        DpopError.WrongType => "The typ of the DPoP proof must be dpop+jwt.",
        DpopError.WrongAlgorithm => "Sign the DPoP proof with ES256 or PS256.",
        DpopError.BadKey => "The jwk of the DPoP proof must be a P-256 key for ES256, or RSA of 2048 to 4096 bits for PS256.",
        DpopError.PrivateKey => "The jwk of the DPoP proof holds a private key. Send the public part only, and replace the key: it is no longer secret.",
        DpopError.BadSignature => "The DPoP proof was not signed by the key in its jwk.",
        DpopError.ClaimMissing => "The DPoP proof needs jti, htm, htu and iat.",
        DpopError.WrongMethod => "htm of the DPoP proof must be POST.",
        DpopError.WrongTarget => $"htu of the DPoP proof must be {endpoint.AbsoluteUri}.",
        DpopError.OutOfTime => "iat of the DPoP proof must be at most 60 s old and at most 10 s ahead. Check the clock.",
        DpopError.Replayed => "This DPoP proof was used before. Make one with a fresh jti for each request.",
        _ => "The DPoP proof does not hold.",
    };

    private static string Snake(DpopError error)
    {
        var text = new StringBuilder();
        foreach (var c in error.ToString())
        {
            text.Append(char.IsUpper(c) && text.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
