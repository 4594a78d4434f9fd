namespace Pmo.AuditLog.Tree;

/// <summary>A full tile, and the hash that stands for it one level higher.</summary>
/// <param name="Path">Which.</param>
/// <param name="Hashes">256 times 32 bytes.</param>
/// <param name="Root">The root over them.</param>
public sealed record FullTile(TilePath Path, byte[] Hashes, byte[] Root);

/// <summary>Turns leaf hashes, in order, into full tiles, and knows the root at each moment. Not thread-safe.</summary>
public sealed class TileBuilder
{
    private readonly List<List<byte[]>> _open = [[]];

    /// <summary>Goes on where a tree of <paramref name="size"/> leaves ended.</summary>
    /// <param name="size">Leaves so far.</param>
    /// <param name="open">For each level, from 0, the hashes that fill no tile yet.</param>
    public TileBuilder(long size, IReadOnlyList<IReadOnlyList<byte[]>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        Size = size;
        for (var level = 0; level < open.Count || size >> (level * TilePath.Height) > 0; level++)
        {
            var expected = (size >> (level * TilePath.Height)) % TilePath.FullWidth;
            if (level >= open.Count ? expected != 0 : open[level].Count != expected)
            {
                throw new ArgumentException($"Level {level} must have {expected} hashes.", nameof(open));
            }

            At(level).AddRange(level < open.Count ? open[level] : []);
        }
    }

    /// <summary>An empty tree.</summary>
    public TileBuilder()
        : this(0, [])
    {
    }

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf's hash.</summary>
    /// <returns>The tiles that it filled, lowest first.</returns>
    public IReadOnlyList<FullTile> Add(byte[] leaf)
    {
        Size++;
        return Add(0, leaf);
    }

    /// <summary>Adds 256 leaves at once, whose tile is made already; <see cref="Size"/> must be a multiple of 256.</summary>
    public IReadOnlyList<FullTile> AddTile(byte[] hashes, byte[] root)
    {
        if (Size % TilePath.FullWidth != 0)
        {
            throw new InvalidOperationException("A tile begins at a multiple of its size.");
        }

        var tile = new FullTile(TilePath.Of(0, Size / TilePath.FullWidth), hashes, root);
        Size += TilePath.FullWidth;
        return [tile, .. Add(1, root)];
    }

    /// <summary>The root over all leaves so far.</summary>
    public byte[] Root()
    {
        var frontier = new Frontier();
        for (var level = _open.Count - 1; level >= 0; level--)
        {
            foreach (var hash in _open[level])
            {
                frontier.Add(hash, level * TilePath.Height);
            }
        }

        return frontier.Root();
    }

    private List<FullTile> Add(int level, byte[] hash)
    {
        var full = new List<FullTile>();
        for (; ; level++)
        {
            var open = At(level);
            open.Add(hash);
            if (open.Count < TilePath.FullWidth)
            {
                return full;
            }

            var hashes = open.SelectMany(h => h).ToArray();
            hash = TreeHash.Root(hashes);
            full.Add(new FullTile(TilePath.Of(level, (Size >> (TilePath.Height * (level + 1))) - 1), hashes, hash));
            open.Clear();
        }
    }

    private List<byte[]> At(int level)
    {
        while (_open.Count <= level)
        {
            _open.Add([]);
        }

        return _open[level];
    }
}
