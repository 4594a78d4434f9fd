using System.Security.Cryptography;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Tests.Verify;

public sealed class RowHasherTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void Its_hashes_are_those_of_the_log_one_after_another(int rows)
    {
        using var hasher = new RowHasher();
        var commitments = new List<byte[]>();
        for (var length = 0; length < rows; length++)
        {
            var (salt, entry) = (RandomNumberGenerator.GetBytes(EntryBytes.SaltSize), RandomNumberGenerator.GetBytes(length));
            hasher.Add(salt, entry);
            commitments.Add(EntryBytes.Commit(salt, entry));
        }

        byte[] all = [.. commitments.SelectMany(c => c)];
        hasher.Commit().ShouldBe(all);
        var hashes = new byte[all.Length];
        hasher.Leaves(all, hashes);
        hashes.ShouldBe(commitments.SelectMany(c => TreeHash.Leaf(c)));
        hasher.Commit().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(256)]
    public void Its_roots_are_those_of_the_tree(int leaves)
    {
        using var hasher = new RowHasher();
        var hashes = RandomNumberGenerator.GetBytes(leaves * TreeHash.Size);
        hasher.Root(hashes).ShouldBe(TreeHash.Root(hashes));
    }
}
