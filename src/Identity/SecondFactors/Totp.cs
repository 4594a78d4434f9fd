using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pmo.Identity.SecondFactors;

/// <summary>
/// Time-based one-time passwords (RFC 6238): HMAC-SHA-1, 6 digits, 30 s, the one set of parameters that every authenticator app knows. The framework's own
/// takes codes of two steps on either side, any number of times; here it is one step, and the caller takes each step once.
/// </summary>
internal static class Totp
{
    /// <summary>Bytes of a secret (RFC 4226, 4, R6: 160 bits).</summary>
    public const int SecretSize = 20;

    public const int Digits = 6;

    /// <summary>Seconds.</summary>
    public const int StepSeconds = 30;

    // RFC 6238, 5.2: one step for a code that travels, or a telephone whose clock is half a minute off.
    private const int Drift = 1;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretSize);

    /// <summary>The step that a code belongs to, of the current one and its neighbours.</summary>
    /// <param name="secret">20 bytes.</param>
    /// <param name="typed">What was typed; spaces do not count.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null: none of them.</returns>
    public static long? FindStep(byte[] secret, string typed, DateTimeOffset now)
    {
        var code = Encoding.UTF8.GetBytes(string.Concat(typed.Where(c => !char.IsWhiteSpace(c))));
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = current - Drift; step <= current + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), code))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The code of a step: RFC 4226, 5.3.</summary>
    public static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // the only hash that authenticator apps agree on; HMAC does not need it to be free of collisions
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
