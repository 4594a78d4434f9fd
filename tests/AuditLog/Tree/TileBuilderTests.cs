using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Tests.Tree;

public sealed class TileBuilderTests
{
    [Fact]
    public void Whole_tiles_at_once_give_the_same_tree()
    {
        var tree = new Memory(66_000);
        var (single, whole) = (new TileBuilder(), new TileBuilder());
        var one = tree.Leaves.SelectMany(single.Add).ToList();
        var two = new List<FullTile>();
        for (var i = 0; i + 256 <= tree.Leaves.Length; i += 256)
        {
            var hashes = tree.Leaves[i..(i + 256)].SelectMany(h => h).ToArray();
            two.AddRange(whole.AddTile(hashes, TreeHash.Root(hashes)));
        }

        foreach (var leaf in tree.Leaves.Skip(66_000 / 256 * 256))
        {
            whole.Add(leaf);
        }

        whole.Root().ShouldBe(single.Root());
        two.Select(t => (t.Path, Convert.ToHexString(t.Hashes), Convert.ToHexString(t.Root)))
            .ShouldBe(one.Select(t => (t.Path, Convert.ToHexString(t.Hashes), Convert.ToHexString(t.Root))));
    }

    [Fact]
    public void Edge_that_does_not_fit_the_size_is_refused() =>
        Should.Throw<ArgumentException>(() => new TileBuilder(3, [[new byte[32], new byte[32]]]));
}
