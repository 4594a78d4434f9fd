using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pmo.Identity.Randomness;

/// <summary>Ids that cannot be guessed.</summary>
internal static class RandomId
{
    /// <summary>128 random bits (OWASP ASVS 5.0, 7.2.3) as 22 characters of base64url.</summary>
    public static string Next() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
