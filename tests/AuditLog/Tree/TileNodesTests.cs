using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Tests.Tree;

public sealed class TileNodesTests
{
    [Fact]
    public async Task Proofs_from_tiles_hold_across_levels()
    {
        const int Size = 70_000;
        var tree = new Memory(Size);
        var tiles = new Dictionary<TilePath, byte[]>();
        var builder = new TileBuilder();
        foreach (var tile in tree.Leaves.SelectMany(builder.Add))
        {
            tiles.Add(tile.Path, tile.Hashes);
        }

        Task<byte[]> ReadAsync(TilePath path, CancellationToken cancellation) =>
            Task.FromResult(tiles.TryGetValue(path, out var full) ? full : Partial(path));

        byte[] Partial(TilePath path) => Enumerable.Range(0, path.Width)
            .SelectMany(i => tree.Root((int)path.FirstLeaf + (i << (8 * path.Level)), (int)path.FirstLeaf + ((i + 1) << (8 * path.Level)))).ToArray();

        var nodes = new TileNodes(Size, ReadAsync);
        var root = tree.Root();
        builder.Root().ShouldBe(root);
        tiles.Count.ShouldBe(273 + 1);
        foreach (var index in (long[])[0, 255, 256, 65_535, 65_536, 69_999])
        {
            var path = await ProofBuilder.InclusionAsync(index, Size, nodes, CancellationToken.None);
            ProofVerifier.Includes(tree.Leaves[index], index, Size, path, root).ShouldBeTrue();
        }

        foreach (var first in (int[])[1, 256, 300, 65_536, 65_537, 69_999, 70_000])
        {
            var path = await ProofBuilder.ConsistencyAsync(first, Size, nodes, CancellationToken.None);
            ProofVerifier.IsConsistent(first, tree.Root(0, first), Size, root, path).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Tile_of_another_length_is_refused()
    {
        var nodes = new TileNodes(2, (_, _) => Task.FromResult(new byte[63]));

        await Should.ThrowAsync<InvalidDataException>(() => ProofBuilder.RootAsync(2, nodes, CancellationToken.None));
    }
}
