using System.Security.Cryptography;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Tests.Verify;

public sealed class RowHasherTests
{
    [Fact]
    public void Its_hashes_are_those_of_the_log_one_after_another()
    {
        using var hasher = new RowHasher();
        Span<byte> hash = stackalloc byte[TreeHash.Size];
        for (var length = 0; length < 300; length++)
        {
            var (salt, entry) = (RandomNumberGenerator.GetBytes(EntryBytes.SaltSize), RandomNumberGenerator.GetBytes(length));
            hasher.Commit(salt, entry, hash);
            hash.ToArray().ShouldBe(EntryBytes.Commit(salt, entry));
            hasher.Leaf(salt, hash);
            hash.ToArray().ShouldBe(TreeHash.Leaf(salt));
        }
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
