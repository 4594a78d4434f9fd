using System.Data.Common;
using Pmo.Matching.Storage;

namespace Pmo.Matching.Scanning.Storage;

/// <summary>All records, a person's one after the other, one at a time, without a string or an array per record. Not thread-safe.</summary>
internal abstract class RecordCursor : IDisposable
{
    /// <summary>Columns in the order in which <see cref="Current"/> reads them, after the pseudonym and the upload.</summary>
    protected static string SqlOf(string table) =>
        $"SELECT pseudonym, upload, aid_type, amount, period, region, desil, needs, delivered FROM {table} WHERE restricted = 0 ORDER BY pseudonym";

    /// <summary>Of the row's aid type.</summary>
    public ScanTexts AidTypes { get; } = new();

    /// <summary>Of the row's region.</summary>
    public ScanTexts Regions { get; } = new();

    /// <summary>Of the row's needs.</summary>
    public ScanTexts Needs { get; } = new();

    public abstract UInt128 Pseudonym { get; }

    public abstract long Upload { get; }

    public static RecordCursor Open(DbConnection connection) => Dialect.OpenRecords(connection);

    /// <summary>Moves on; false after the last.</summary>
    public abstract bool Read();

    public ScannedRecord Current(int slot, ScanFields fields) => new(
        slot,
        fields.HasFlag(ScanFields.AidType) ? AidTypes.Of(Text(2)) : 0,
        fields.HasFlag(ScanFields.Amount) ? Number(3, absent: -1) : -1,
        fields.HasFlag(ScanFields.Year) ? YearOf(Text(4)) : 0,
        fields.HasFlag(ScanFields.Region) ? Regions.Of(Text(5)) : 0,
        fields.HasFlag(ScanFields.Desil) ? (int)Number(6, absent: 0) : 0,
        fields.HasFlag(ScanFields.Needs) ? Needs.Of(Text(7)) : 0,
        fields.HasFlag(ScanFields.Delivered) && Number(8, absent: 0) != 0);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>UTF-8; empty when the column is null. Valid until the next record.</summary>
    protected abstract ReadOnlySpan<byte> Text(int column);

    protected abstract long Number(int column, long absent);

    // YYYY or YYYY-MM, as uploads are held to.
    private static int YearOf(ReadOnlySpan<byte> period)
    {
        var year = 0;
        foreach (var digit in period[..Math.Min(4, period.Length)])
        {
            year = (year * 10) + (digit - '0');
        }

        return year;
    }
}
