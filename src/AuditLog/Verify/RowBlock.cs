using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>Consecutive rows of at most one tile, with what can be computed of them without their neighbours. One thread's at a time.</summary>
internal sealed class RowBlock
{
    private readonly List<long> _places = new(TilePath.FullWidth);
    private readonly List<LogFault> _faults = [];
    private readonly List<LogRow> _erasures = [];

    private RowBlock()
    {
    }

    /// <summary>Each row's.</summary>
    public IReadOnlyList<long> Places => _places;

    /// <summary>What is wrong with rows by themselves.</summary>
    public IReadOnlyList<LogFault> Faults => _faults;

    /// <summary>Rows that are erased, and those that may say so of others.</summary>
    public IReadOnlyList<LogRow> Erasures => _erasures;

    /// <summary>For each row the hash of its commitment, up to the first one that has none.</summary>
    public byte[] Hashes { get; } = new byte[TilePath.FullWidth * TreeHash.Size];

    /// <summary>How many rows have a hash before the first one that has none.</summary>
    public int Hashed { get; private set; }

    /// <summary>The tile's root; null unless the block is a whole tile.</summary>
    public byte[]? Root { get; private set; }

    /// <summary>Reads to the end, and cuts where tiles begin.</summary>
    public static List<RowBlock> ReadAll(EntryCursor rows, RowHasher hasher)
    {
        var blocks = new List<RowBlock>();
        while (rows.Read())
        {
            var row = rows.Current;
            if (blocks.Count == 0 || !blocks[^1].Takes(row.Seq))
            {
                blocks.Add(new RowBlock());
            }

            blocks[^1].Add(row, hasher);
        }

        blocks.ForEach(block => block.End(hasher));
        return blocks;
    }

    private bool Takes(long place) => _places.Count < TilePath.FullWidth && place >> TilePath.Height == _places[0] >> TilePath.Height;

    private void Add(RowView row, RowHasher hasher)
    {
        var fault = row.Seq < 0 ? FaultKind.EntryAltered : row.Fault(hasher);
        if (fault is { } kind)
        {
            _faults.Add(new LogFault(kind, row.Seq, row.Seq, row.Id.Text()));
        }

        if (row.IsErased || (fault is null && row.Kind.Is(AuditKind.Audit)))
        {
            _erasures.Add(row.ToRow());
        }

        if (row.HasLeaf && Hashed == _places.Count)
        {
            hasher.Leaf(row.Leaf.Bytes, Hashes.AsSpan(Hashed * TreeHash.Size, TreeHash.Size));
            Hashed++;
        }

        _places.Add(row.Seq);
    }

    private void End(RowHasher hasher)
    {
        var isWhole = Hashed == TilePath.FullWidth && _places[^1] - _places[0] == TilePath.FullWidth - 1;
        Root = isWhole ? hasher.Root(Hashes) : null;
    }
}
