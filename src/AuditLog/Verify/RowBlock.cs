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

    // Rows whose entry is held against its commitment, once there are enough of them to hash at a time.
    private readonly List<int> _salted = new(TilePath.FullWidth);

    private RowBlock()
    {
    }

    /// <summary>Each row's.</summary>
    public List<long> Places => _places;

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
        RowBlock? open = null;
        while (rows.Read())
        {
            var row = rows.Current;
            if (open is null || !open.Takes(row.Seq))
            {
                open?.End(hasher);
                blocks.Add(open = new RowBlock());
            }

            open.Add(row, hasher);
        }

        open?.End(hasher);
        return blocks;
    }

    private bool Takes(long place) => _places.Count < TilePath.FullWidth && place >> TilePath.Height == _places[0] >> TilePath.Height;

    private void Add(RowView row, RowHasher hasher)
    {
        var isWhole = row.Seq >= 0 && row.IsWhole;
        if (!isWhole || !row.HoldsHead)
        {
            _faults.Add(new LogFault(isWhole ? FaultKind.ColumnsDiffer : FaultKind.EntryAltered, row.Seq, row.Seq));
        }

        if (isWhole && !row.IsErased)
        {
            _salted.Add(_places.Count);
            hasher.Add(row.Salt.Bytes, row.Entry.Bytes);
        }

        if (row.IsErased || row.Kind.Is(AuditKind.Audit))
        {
            _erasures.Add(row.ToRow());
        }

        if (row.HasLeaf)
        {
            row.Leaf.Bytes.CopyTo(Leaf(_places.Count));
            Hashed += Hashed == _places.Count ? 1 : 0;
        }

        _places.Add(row.Seq);
    }

    private void End(RowHasher hasher)
    {
        var commitments = hasher.Commit();
        for (var i = 0; i < _salted.Count; i++)
        {
            if (!commitments.AsSpan(i * TreeHash.Size, TreeHash.Size).SequenceEqual(Leaf(_salted[i])))
            {
                // What else is wrong with it follows from that.
                var place = _places[_salted[i]];
                _faults.RemoveAll(f => f.First == place);
                _faults.Add(new LogFault(FaultKind.EntryAltered, place, place));
            }
        }

        hasher.Leaves(Hashes.AsSpan(0, Hashed * TreeHash.Size), Hashes);
        _erasures.RemoveAll(row => !row.IsErased && _faults.Exists(f => f.First == row.Seq));
        var isWhole = Hashed == TilePath.FullWidth && _places[^1] - _places[0] == TilePath.FullWidth - 1;
        Root = isWhole ? hasher.Root(Hashes) : null;
    }

    // Until the end, when its hash takes its place.
    private Span<byte> Leaf(int row) => Hashes.AsSpan(row * TreeHash.Size, TreeHash.Size);
}
