using System.Runtime.InteropServices;

namespace Pmo.AuditLog.Search;

/// <summary>Which entries are asked for, the newest first. Immutable.</summary>
/// <param name="From">No earlier ones; inclusive.</param>
/// <param name="Until">No later ones; exclusive.</param>
/// <param name="Groups">Of each group an entry must have at least one word; see <see cref="EntryWords"/>. A group without words finds nothing.</param>
/// <param name="After">The last one of the page before; null for the first page.</param>
/// <param name="Most">At most so many, from 1.</param>
public sealed record EntryQuery(
    DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<IReadOnlyList<string>> Groups, EntryPlace? After, int Most);

/// <summary>Where an entry stands in the order of answers: by time, then by place in the log.</summary>
/// <param name="At">Milliseconds since 1970.</param>
/// <param name="Seq">Place in the log, from 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EntryPlace(long At, long Seq) : IComparable<EntryPlace>
{
    /// <inheritdoc/>
    public int CompareTo(EntryPlace other) => (At, Seq).CompareTo((other.At, other.Seq));

    public static bool operator <(EntryPlace left, EntryPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(EntryPlace left, EntryPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(EntryPlace left, EntryPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EntryPlace left, EntryPlace right) => left.CompareTo(right) >= 0;
}
