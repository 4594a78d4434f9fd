using System.Collections.Concurrent;
using Pmo.AuditLog.Entries;

namespace Pmo.AuditLog.Tests.Entries;

public sealed class SaltsTests
{
    [Fact]
    public void None_comes_twice_on_however_many_threads()
    {
        var salts = new ConcurrentBag<byte[]>();
        Parallel.For(0, 20_000, _ => salts.Add(Salts.Next()));

        salts.ShouldAllBe(s => s.Length == EntryBytes.SaltSize);
        salts.Select(Convert.ToHexString).Distinct().Count().ShouldBe(20_000);

        // Not even in part: none of them is what is left of one that was cleared.
        salts.SelectMany(s => new[] { Convert.ToHexString(s, 0, 16), Convert.ToHexString(s, 16, 16) }).Distinct().Count().ShouldBe(40_000);
    }
}
