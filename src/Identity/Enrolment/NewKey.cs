using System.Text.Json;
using Pmo.Hosting.Jose;
using Pmo.Hosting.Problems;

namespace Pmo.Identity.Enrolment;

/// <summary>A key that somebody offers, and the proof that they hold it.</summary>
internal static class NewKey
{
    /// <summary>The public key; or why it is not taken.</summary>
    public static (PublicJwk? Key, Failure? Failure) Read(JsonElement jwk)
    {
        var key = PublicJwk.TryRead(jwk, out var error);
        return (key, error switch
        {
            JwkError.None => null,
            JwkError.PrivateKey => (Failure)EnrolmentErrors.KeyPrivate,
            _ => EnrolmentErrors.KeyInvalid,
        });
    }

    /// <summary>Whether the key signed a JWS of this type for this issuer, with these claims besides.</summary>
    public static bool Signed(PublicJwk key, string jws, string type, string issuer, params ReadOnlySpan<(string Name, string Value)> claims)
    {
        if (CompactJws.TryParse(jws) is not { } proof || proof.Type != type || proof.Payload.Text("aud") != issuer)
        {
            return false;
        }

        foreach (var (name, value) in claims)
        {
            if (proof.Payload.Text(name) != value)
            {
                return false;
            }
        }

        return key.Verify(proof);
    }
}
