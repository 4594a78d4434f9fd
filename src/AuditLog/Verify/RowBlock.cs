using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>Consecutive rows of at most one tile, with what can be computed of them without their neighbours. One thread's at a time.</summary>
internal sealed class RowBlock(List<LogRow> rows)
{
    private readonly FaultKind?[] _faults = new FaultKind?[rows.Count];

    public List<LogRow> Rows => rows;

    /// <summary>For each row the hash of its commitment; null from the first one that has none.</summary>
    public byte[] Hashes { get; private set; } = [];

    /// <summary>How many rows have a hash before the first one that has none.</summary>
    public int Hashed { get; private set; }

    /// <summary>The tile's root; null unless the block is a whole tile.</summary>
    public byte[]? Root { get; private set; }

    /// <summary>Cuts rows where tiles begin.</summary>
    public static List<RowBlock> Split(List<LogRow> rows)
    {
        var blocks = new List<RowBlock>();
        var begin = 0;
        for (var i = 1; i <= rows.Count; i++)
        {
            if (i == rows.Count || rows[i].Seq >> TilePath.Height != rows[begin].Seq >> TilePath.Height)
            {
                blocks.Add(new RowBlock(rows.GetRange(begin, i - begin)));
                begin = i;
            }
        }

        return blocks;
    }

    public FaultKind? Fault(int row) => _faults[row];

    public void Hash(RowHasher hasher)
    {
        Hashes = new byte[rows.Count * TreeHash.Size];
        Hashed = rows.Count;
        for (var i = 0; i < rows.Count; i++)
        {
            _faults[i] = rows[i].Seq < 0 ? FaultKind.EntryAltered : rows[i].Fault(hasher);
            if (rows[i].Leaf is { Length: TreeHash.Size } leaf)
            {
                hasher.Leaf(leaf, Hashes.AsSpan(i * TreeHash.Size, TreeHash.Size));
            }
            else
            {
                Hashed = Math.Min(Hashed, i);
            }
        }

        var isWhole = rows.Count == TilePath.FullWidth && Hashed == rows.Count && rows[^1].Seq - rows[0].Seq == TilePath.FullWidth - 1;
        Root = isWhole ? hasher.Root(Hashes) : null;
    }
}
