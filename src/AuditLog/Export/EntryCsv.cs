using System.Globalization;

namespace Pmo.AuditLog.Export;

/// <summary>Entries as CSV (RFC 4180) that a spreadsheet can open without running anything of it. Thread-safe.</summary>
public static class EntryCsv
{
    /// <summary>What a file begins with, so that spreadsheets take it for UTF-8.</summary>
    public const string ByteOrderMark = "\uFEFF";

    /// <summary>Of a file.</summary>
    public const string MediaType = "text/csv";

    /// <summary>The line of names.</summary>
    public static string Header => CsvLine.Of(Columns.Select(c => c.Name));

    private static (string Name, Func<AuditEntry, string?> Value)[] Columns { get; } =
    [
        ("id", e => e.Id),
        ("at", e => e.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
        ("kind", e => e.Kind),
        ("decision", e => e.Decision),
        ("organisation", e => e.Organisation),
        ("user", e => e.User),
        ("agreement", e => e.Agreement),
        ("purpose", e => e.Purpose),
        ("operation", e => e.Operation),
        ("datasets", e => Join(e.Datasets)),
        ("session", e => e.Session),
        ("rows", e => e.Rows?.ToString(CultureInfo.InvariantCulture)),
        ("matched", e => e.Matched?.ToString(CultureInfo.InvariantCulture)),
        ("reasons", e => Join(e.Reasons)),
        ("policy", e => e.Policy),
        ("status", e => e.Status?.ToString(CultureInfo.InvariantCulture)),
        ("milliseconds", e => e.Milliseconds?.ToString(CultureInfo.InvariantCulture)),
        ("request", e => e.Request),
        ("address", e => e.Address),
        ("previous", e => e.Previous),
        ("charged", e => e.Charged?.ToString(CultureInfo.InvariantCulture)),
        ("case", e => e.Case),
    ];

    /// <summary>The line of an entry.</summary>
    public static string Line(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return CsvLine.Of(Columns.Select(c => c.Value(entry)));
    }

    private static string? Join(IReadOnlyList<string>? values) => values is null ? null : string.Join(' ', values);
}
