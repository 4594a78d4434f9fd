using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Entries;

/// <summary>An entry as it lies in the database. What is null is absent or of another type there.</summary>
/// <param name="Seq">Place in the tree, from 0.</param>
/// <param name="Id">The receipt.</param>
/// <param name="At">Milliseconds since 1970.</param>
/// <param name="Kind">As the entry's.</param>
/// <param name="Salt">32 bytes; null when the details are erased.</param>
/// <param name="Entry">The entry's bytes, or what stays of them.</param>
/// <param name="Leaf">The commitment, 32 bytes.</param>
public sealed record LogRow(long Seq, string? Id, long? At, string? Kind, byte[]? Salt, byte[]? Entry, byte[]? Leaf)
{
    /// <summary>Whether its details are erased.</summary>
    public bool IsErased => Salt is null;

    /// <inheritdoc cref="RowView.Fault"/>
    public FaultKind? Fault() => View().Fault();

    internal RowView View() => new()
    {
        Seq = Seq, Id = Column.Of(Id), At = At, Kind = Column.Of(Kind), Salt = Column.Of(Salt), Entry = Column.Of(Entry), Leaf = Column.Of(Leaf),
    };
}
