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

    /// <inheritdoc cref="LogRow.Fault()"/>
    public FaultKind? Fault(RowHasher hasher)
    {
        if (!Entry.IsThere || !HasLeaf || (Salt.IsThere && Salt.Bytes.Length != EntryBytes.SaltSize))
        {
            return FaultKind.EntryAltered;
        }

        if (Salt.IsThere)
        {
            Span<byte> leaf = stackalloc byte[TreeHash.Size];
            hasher.Commit(Salt.Bytes, Entry.Bytes, leaf);
            if (!leaf.SequenceEqual(Leaf.Bytes))
            {
                return FaultKind.EntryAltered;
            }
        }

        return EntryHead.Holds(Entry.Bytes, Id, At, Kind) ? null : FaultKind.ColumnsDiffer;
    }

    /// <summary>To be kept.</summary>
    public LogRow ToRow() => new(Seq, Id.Text(), At, Kind.Text(), Salt.ToArray(), Entry.ToArray(), Leaf.ToArray());
}
