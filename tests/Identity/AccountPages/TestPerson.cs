using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pmo.Identity.SecondFactors;
using Pmo.Testing;

namespace Pmo.Identity.Tests.AccountPages;

/// <summary>Somebody who can sign in, with an authenticator app of their own: its codes are computed apart from the service's.</summary>
internal sealed record TestPerson(string UserName, string Password, byte[] Secret)
{
    private long _lastStep;

    public static TestPerson Create(string userName) => new(userName, $"tujuh gajah {RandomNumberGenerator.GetHexString(8)}", RandomNumberGenerator.GetBytes(20));

    /// <summary>The code that the app shows.</summary>
    /// <param name="clock">Its clock.</param>
    /// <param name="offset">Steps off.</param>
    public string Shown(TimeProvider clock, int offset = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (clock.GetUtcNow().ToUnixTimeSeconds() / 30) + offset);
#pragma warning disable CA5350 // RFC 6238 as authenticator apps speak it
        var mac = HMACSHA1.HashData(Secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A code that was not used yet; moves the clock on to the next one if need be.</summary>
    public string Code(ManualClock clock)
    {
        if (clock.Seconds / 30 == _lastStep)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
        }

        _lastStep = clock.Seconds / 30;
        return Shown(clock);
    }

    public JsonObject ToJson(params string[] roles) => new()
    {
        ["userName"] = UserName,
        ["displayName"] = "Orang Uji",
        ["org"] = "csr-nusantara",
        ["roles"] = new JsonArray([.. (roles is [] ? ["csr"] : roles).Select(r => JsonValue.Create(r))]),
        ["password"] = Password,
        ["totpSecret"] = Base32.Encode(Secret),
    };

    public static string ToFile(params TestPerson[] people) => new JsonObject { ["people"] = new JsonArray([.. people.Select(p => p.ToJson())]) }.ToJsonString();

    public override string ToString() => nameof(TestPerson);
}
