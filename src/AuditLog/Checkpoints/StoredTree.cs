using System.Data.Common;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Checkpoints;

/// <summary>The tree as far as it is stored: full tiles, and the commitments after them.</summary>
internal static class StoredTree
{
    /// <summary>The right edge of the tree of the first <paramref name="size"/> entries; null when something of it is missing.</summary>
    public static async Task<TileBuilder?> OpenAsync(long size, DbConnection connection)
    {
        var open = new List<IReadOnlyList<byte[]>>();
        for (var level = 0; size >> (level * TilePath.Height) > 0; level++)
        {
            var count = size >> (level * TilePath.Height);
            var hashes = await HashesAsync(level, count / TilePath.FullWidth * TilePath.FullWidth, (int)(count % TilePath.FullWidth), connection);
            if (hashes is null)
            {
                return null;
            }

            open.Add(hashes);
        }

        return new TileBuilder(size, open);
    }

    /// <summary>A tile, full or not, that the tree is known to reach; null when something of it is missing.</summary>
    public static async Task<byte[]?> TileAsync(TilePath path, DbConnection connection)
    {
        if (path.Level == TilePath.Entries)
        {
            var leaves = await EntryTable.ReadLeavesAsync(path.FirstLeaf, path.Width, connection);
            return leaves.Count == path.Width ? EntryBundle.Write(leaves) : null;
        }

        if (path.Width == TilePath.FullWidth)
        {
            return await TileTable.HashesAsync(path.Level, path.Index, connection);
        }

        return (await HashesAsync(path.Level, path.Index * TilePath.FullWidth, path.Width, connection))?.SelectMany(h => h).ToArray();
    }

    private static async Task<List<byte[]>?> HashesAsync(int level, long from, int count, DbConnection connection)
    {
        if (count == 0)
        {
            return [];
        }

        var hashes = level == 0
            ? (await EntryTable.ReadLeavesAsync(from, count, connection)).ConvertAll(leaf => TreeHash.Leaf(leaf))
            : await TileTable.RootsAsync(level - 1, from, count, connection);
        return hashes.Count == count && hashes.TrueForAll(h => h.Length == TreeHash.Size) ? hashes : null;
    }
}
