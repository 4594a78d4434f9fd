using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pmo.Identity.Codes;

/// <summary>Proof key for code exchange, S256 only (RFC 7636).</summary>
internal static class Pkce
{
    /// <summary>Whether a verifier is the one that a challenge was made of; of the wrong form (4.1) it is not.</summary>
    public static bool Matches(string? verifier, string challenge) =>
        verifier is { Length: >= 43 and <= 128 }
        && verifier.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~')
        && CryptographicOperations.FixedTimeEquals(
            Base64Url.EncodeToUtf8(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), Encoding.ASCII.GetBytes(challenge));
}
