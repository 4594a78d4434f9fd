using FsCheck;
using FsCheck.Fluent;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Tests.Tree;

public sealed class ProofVerifierTests
{
    private const int Largest = 70;

    [Fact]
    public async Task Every_leaf_of_every_small_tree_has_a_proof()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var tree = new Memory(size);
            for (var index = 0; index < size; index++)
            {
                var path = await ProofBuilder.InclusionAsync(index, size, tree, CancellationToken.None);

                ProofVerifier.Includes(tree.Leaves[index], index, size, path, tree.Root()).ShouldBeTrue($"{index} of {size}");
            }
        }
    }

    [Fact]
    public async Task Every_pair_of_small_trees_has_a_proof()
    {
        for (var second = 1; second <= Largest; second++)
        {
            var tree = new Memory(second);
            for (var first = 1; first <= second; first++)
            {
                var path = await ProofBuilder.ConsistencyAsync(first, second, tree, CancellationToken.None);

                ProofVerifier.IsConsistent(first, tree.Root(0, first), second, tree.Root(), path).ShouldBeTrue($"{first} of {second}");
            }
        }
    }

    [Fact]
    public void Flipped_bit_anywhere_in_an_inclusion_proof_is_found() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arbitraries, x =>
        {
            var (size, index) = (1 + (x.A % Largest), x.B % (1 + (x.A % Largest)));
            var tree = new Memory(size);
            var (leaf, root) = (tree.Leaves[index].ToArray(), tree.Root());
            var path = ProofBuilder.InclusionAsync(index, size, tree, CancellationToken.None).GetAwaiter().GetResult();
            List<byte[]> parts = [leaf, root, .. path];
            Flip(parts[x.C % parts.Count], x.D);

            return !ProofVerifier.Includes(leaf, index, size, path, root);
        }));

    [Fact]
    public void Flipped_bit_anywhere_in_a_consistency_proof_is_found() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arbitraries, x =>
        {
            var second = 2 + (x.A % Largest);
            var first = 1 + (x.B % (second - 1));
            var tree = new Memory(second);
            var (one, two) = (tree.Root(0, first).ToArray(), tree.Root().ToArray());
            var path = ProofBuilder.ConsistencyAsync(first, second, tree, CancellationToken.None).GetAwaiter().GetResult().Select(p => p.ToArray()).ToList();
            List<byte[]> parts = [one, two, .. path];
            Flip(parts[x.C % parts.Count], x.D);

            return !ProofVerifier.IsConsistent(first, one, second, two, path);
        }));

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(4, 4)]
    [InlineData(0, 0)]
    public void Leaf_outside_the_tree_has_no_proof(long index, long size) =>
        ProofVerifier.Includes(new byte[32], index, size, [], new byte[32]).ShouldBeFalse();

    [Fact]
    public async Task Proof_of_another_leaf_is_refused()
    {
        var tree = new Memory(11);
        var path = await ProofBuilder.InclusionAsync(3, 11, tree, CancellationToken.None);

        ProofVerifier.Includes(tree.Leaves[3], 4, 11, path, tree.Root()).ShouldBeFalse();
        ProofVerifier.Includes(tree.Leaves[4], 3, 11, path, tree.Root()).ShouldBeFalse();
        ProofVerifier.Includes(tree.Leaves[3], 3, 11, [.. path, path[0]], tree.Root()).ShouldBeFalse();
        ProofVerifier.Includes(tree.Leaves[3], 3, 11, [.. path.Skip(1)], tree.Root()).ShouldBeFalse();
        ProofVerifier.Includes(tree.Leaves[3], 3, 11, [[1], .. path.Skip(1)], tree.Root()).ShouldBeFalse();
    }

    [Fact]
    public async Task Shrunken_or_forked_tree_is_not_consistent()
    {
        var (tree, fork) = (new Memory(9), new Memory(10));
        fork.Leaves[2] = TreeHash.Leaf([99]);
        var path = await ProofBuilder.ConsistencyAsync(9, 10, fork, CancellationToken.None);

        ProofVerifier.IsConsistent(9, tree.Root(), 10, fork.Root(), path).ShouldBeFalse();
        ProofVerifier.IsConsistent(10, fork.Root(), 9, tree.Root(), path).ShouldBeFalse();
        ProofVerifier.IsConsistent(9, tree.Root(), 9, fork.Root(0, 9), []).ShouldBeFalse();
        ProofVerifier.IsConsistent(0, tree.Root(), 9, tree.Root(), []).ShouldBeFalse();
        ProofVerifier.IsConsistent(0, TreeHash.Empty, 9, tree.Root(), []).ShouldBeTrue();
    }

    private static Arbitrary<(int A, int B, int C, int D)> Arbitraries => (
        from a in Gen.Choose(0, 1 << 20)
        from b in Gen.Choose(0, 1 << 20)
        from c in Gen.Choose(0, 1 << 20)
        from d in Gen.Choose(0, 255)
        select (a, b, c, d)).ToArbitrary();

    private static void Flip(byte[] bytes, int bit) => bytes[bit / 8] ^= (byte)(1 << (bit % 8));
}
