using System.Data.Common;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>Holds the tiles that follow from the entries against those that are stored. Not thread-safe.</summary>
internal sealed class TileJudge(DbConnection connection, long sealedSize, FaultList faults)
{
    private const int Ahead = 64;
    private readonly Dictionary<int, Queue<StoredTile>> _stored = [];

    /// <param name="made">Full tiles as they follow from the entries, in order of each level.</param>
    public async Task CheckAsync(IReadOnlyList<FullTile> made)
    {
        foreach (var tile in made)
        {
            var (from, count) = (tile.Path.FirstLeaf, 1L << (TilePath.Height * (tile.Path.Level + 1)));
            if (await StoredAsync(tile.Path) is not { } stored)
            {
                // Tiles come with the checkpoint that covers them.
                if (from + count <= sealedSize)
                {
                    faults.Add(FaultKind.TileMissing, from, from + count - 1);
                }
            }
            else if (stored.Hashes is not { Length: TilePath.FullWidth * TreeHash.Size } hashes)
            {
                faults.Add(FaultKind.TileDiffers, from, from + count - 1);
            }
            else if (hashes.AsSpan().CommonPrefixLength(tile.Hashes) is var same && same < hashes.Length)
            {
                var each = count / TilePath.FullWidth;
                var at = from + (same / TreeHash.Size * each);
                faults.Add(FaultKind.TileDiffers, at, at + each - 1);
            }
            else if (stored.Root is null || !stored.Root.AsSpan().SequenceEqual(tile.Root))
            {
                faults.Add(FaultKind.TileDiffers, from, from + count - 1);
            }
        }
    }

    /// <param name="size">Places in the log.</param>
    public async Task EndAsync(long size)
    {
        // The log may have grown while it was read; and where entries are missing, their tiles are no strangers.
        if (await TileTable.StrayAsync(Math.Max(Math.Max(size, sealedSize), await EntryTable.SizeAsync(connection)), connection) > 0)
        {
            faults.Add(FaultKind.TileStray, size, size);
        }
    }

    private async Task<StoredTile?> StoredAsync(TilePath path)
    {
        if (!_stored.TryGetValue(path.Level, out var queue))
        {
            _stored[path.Level] = queue = new Queue<StoredTile>();
        }

        while (queue.TryPeek(out var early) && early.Idx < path.Index)
        {
            queue.Dequeue();
        }

        if (queue.Count == 0)
        {
            foreach (var tile in await TileTable.ReadAsync(path.Level, path.Index, Ahead, connection))
            {
                queue.Enqueue(tile);
            }
        }

        return queue.TryPeek(out var found) && found.Idx == path.Index ? queue.Dequeue() : null;
    }
}
