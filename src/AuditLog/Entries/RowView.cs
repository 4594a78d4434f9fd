using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Entries;

/// <summary><see cref="LogRow"/> where it lies: verification reads millions, and needs few of them longer than this one moment.</summary>
internal readonly ref struct RowView
{
    /// <inheritdoc cref="LogRow.Seq"/>
    public required long Seq { get; init; }

    /// <inheritdoc cref="LogRow.Id"/>
    public required Column Id { get; init; }

    /// <inheritdoc cref="LogRow.At"/>
    public required long? At { get; init; }

    /// <inheritdoc cref="LogRow.Kind"/>
    public required Column Kind { get; init; }

    /// <inheritdoc cref="LogRow.Salt"/>
    public required Column Salt { get; init; }

    /// <inheritdoc cref="LogRow.Entry"/>
    public required Column Entry { get; init; }

    /// <inheritdoc cref="LogRow.Leaf"/>
    public required Column Leaf { get; init; }

    /// <inheritdoc cref="LogRow.IsErased"/>
    public bool IsErased => !Salt.IsThere;

    /// <summary>Whether it has a commitment, right or wrong.</summary>
    public bool HasLeaf => Leaf.IsThere && Leaf.Bytes.Length == TreeHash.Size;

    /// <summary>Whether each of its parts is there and of its length.</summary>
    public bool IsWhole => Entry.IsThere && HasLeaf && (IsErased || Salt.Bytes.Length == EntryBytes.SaltSize);

    /// <summary>Whether id, time and kind are the entry's.</summary>
    public bool HoldsHead => EntryHead.Holds(Entry.Bytes, Id, At, Kind);

    /// <summary>What is wrong with the row by itself; null when it holds. Of an erased one only an erasure entry can tell whether it holds.</summary>
    public FaultKind? Fault()
    {
        if (!IsWhole || (!IsErased && !EntryBytes.Commit(Salt.Bytes, Entry.Bytes).AsSpan().SequenceEqual(Leaf.Bytes)))
        {
            return FaultKind.EntryAltered;
        }

        return HoldsHead ? null : FaultKind.ColumnsDiffer;
    }

    /// <summary>To be kept.</summary>
    public LogRow ToRow() => new(Seq, Id.Text(), At, Kind.Text(), Salt.ToArray(), Entry.ToArray(), Leaf.ToArray());
}
