using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Tests.Tree;

public sealed class TreeHashTests
{
    // The leaves and roots that Certificate Transparency's implementations have in common as their reference tree.
    private static readonly string[] Inputs =
    [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Reference_tree_has_the_known_roots()
    {
        var frontier = new Frontier();
        var builder = new TileBuilder();
        for (var i = 0; i < Inputs.Length; i++)
        {
            var leaf = TreeHash.Leaf(Convert.FromHexString(Inputs[i]));
            frontier.Add(leaf);
            builder.Add(leaf);

            Convert.ToHexStringLower(frontier.Root()).ShouldBe(Roots[i]);
            Convert.ToHexStringLower(builder.Root()).ShouldBe(Roots[i]);
        }
    }

    [Fact]
    public void Empty_tree_has_the_hash_of_nothing() => Convert.ToHexStringLower(TreeHash.Empty)
        .ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    // Second preimage: what is a node must not pass for a leaf.
    [Fact]
    public void Leaf_of_two_hashes_is_not_their_node()
    {
        var (left, right) = (TreeHash.Leaf([1]), TreeHash.Leaf([2]));

        TreeHash.Leaf([.. left, .. right]).ShouldNotBe(TreeHash.Node(left, right));
    }

    [Fact]
    public void Long_entries_are_hashed_whole() => TreeHash.Leaf(new byte[65]).ShouldNotBe(TreeHash.Leaf(new byte[64]));
}
