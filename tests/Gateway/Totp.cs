using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Pmo.Gateway.Tests;

/// <summary>What an authenticator app shows (RFC 6238), computed apart from the service.</summary>
internal static class Totp
{
    public static string Code(string secret, DateTimeOffset at)
    {
        var bits = string.Concat(secret.Select(c => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal).ToString("B5", CultureInfo.InvariantCulture)));
        var key = bits.Chunk(8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // RFC 6238 as authenticator apps speak it
        var mac = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
