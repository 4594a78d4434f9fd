using System.Security.Cryptography;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Tests.Verify;

public sealed class HashBatchTests
{
    /// <summary>One after the other everywhere, and side by side where this machine can.</summary>
    public static TheoryData<bool> Ways => Sha256Lanes.IsSupported ? [false, true] : [false];

    // Around each length at which a block more is needed, and more at once than there was room for.
    [Theory]
    [MemberData(nameof(Ways))]
    public void Its_hashes_are_the_platforms_own_in_the_order_in_which_messages_came(bool isWide)
    {
        using var batch = new HashBatch(isWide);
        foreach (var count in (int[])[1, 15, 16, 17, 700, 0, 33])
        {
            var messages = Enumerable.Range(0, count).Select(i => RandomNumberGenerator.GetBytes(i * 37 % 331)).ToList();
            messages.ForEach(m => m.CopyTo(batch.Add(m.Length)));
            Hash(batch).ShouldBe(messages.SelectMany(SHA256.HashData));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void One_long_message_among_short_ones(bool isWide)
    {
        using var batch = new HashBatch(isWide);
        byte[][] messages = [[], RandomNumberGenerator.GetBytes(200_000), [1], RandomNumberGenerator.GetBytes(64)];
        foreach (var message in messages)
        {
            message.CopyTo(batch.Add(message.Length));
        }

        Hash(batch).ShouldBe(messages.SelectMany(SHA256.HashData));
    }

    private static byte[] Hash(HashBatch batch)
    {
        var hashes = new byte[batch.Count * SHA256.HashSizeInBytes];
        batch.Hash(hashes);
        return hashes;
    }
}
