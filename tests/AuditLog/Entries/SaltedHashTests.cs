using System.Security.Cryptography;
using Pmo.AuditLog.Entries;

namespace Pmo.AuditLog.Tests.Entries;

public sealed class SaltedHashTests
{
    [Fact]
    public void It_is_the_platforms_hmac_for_every_length_of_message_and_salt()
    {
        for (var length = 0; length <= 300; length++)
        {
            IsHmac(EntryBytes.SaltSize, length);
            IsHmac(length, 100);
        }
    }

    // Each thread's context is its own.
    [Fact]
    public void It_is_the_same_on_many_threads_at_once() => Parallel.For(0, 20_000, i => IsHmac(EntryBytes.SaltSize, i % 2_000));

    private static void IsHmac(int saltLength, int length)
    {
        var (salt, message) = (RandomNumberGenerator.GetBytes(saltLength), RandomNumberGenerator.GetBytes(length));
        SaltedHash.Of(salt, message).ShouldBe(HMACSHA256.HashData(salt, message));
    }
}
