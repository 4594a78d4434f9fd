namespace Pmo.AuditLog.Tree;

/// <summary>The nodes of a tree, read from its tiles. What the tiles say is not believed by itself: proofs made of it are verified. Not thread-safe.</summary>
/// <param name="size">Leaves of the tree.</param>
/// <param name="read">Gives a tile's bytes, 32 for each hash.</param>
public sealed class TileNodes(long size, Func<TilePath, CancellationToken, Task<byte[]>> read) : INodeReader
{
    private readonly Dictionary<TilePath, byte[]> _tiles = [];

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReadAsync(int height, long index, CancellationToken cancellation)
    {
        var (level, inner) = (height / TilePath.Height, height % TilePath.Height);
        var first = index << inner;
        var path = TilePath.In(size, level, first / TilePath.FullWidth)
            ?? throw new ArgumentOutOfRangeException(nameof(index), "The tree does not reach there.");
        if (!_tiles.TryGetValue(path, out var tile))
        {
            tile = await read(path, cancellation);
            if (tile.Length != path.Width * TreeHash.Size)
            {
                throw new InvalidDataException($"The tile {path} has {tile.Length} bytes.");
            }

            _tiles.Add(path, tile);
        }

        var offset = (int)(first % TilePath.FullWidth);
        return TreeHash.Root(tile.AsSpan(offset * TreeHash.Size, (1 << inner) * TreeHash.Size));
    }
}
