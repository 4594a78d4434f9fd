using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Tests.Tree;

public sealed class EntryBundleTests
{
    private static readonly byte[][] Two = [[.. Enumerable.Repeat((byte)1, 32)], [.. Enumerable.Repeat((byte)2, 32)]];

    [Fact]
    public void Bundle_is_lengths_and_entries()
    {
        var bundle = EntryBundle.Write(Two);

        bundle.ShouldBe([0, 32, .. Two[0], 0, 32, .. Two[1]]);
        EntryBundle.Read(bundle, 2)!.ShouldBe(Two);
    }

    [Fact]
    public void Bundle_of_another_shape_is_refused()
    {
        var bundle = EntryBundle.Write(Two);

        EntryBundle.Read(bundle, 1).ShouldBeNull();
        EntryBundle.Read(bundle, 3).ShouldBeNull();
        EntryBundle.Read(bundle.AsSpan(1), 2).ShouldBeNull();
        bundle[1] = 31;
        EntryBundle.Read(bundle, 2).ShouldBeNull();
    }
}
