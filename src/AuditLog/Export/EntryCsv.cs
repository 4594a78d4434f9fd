using System.Globalization;
using System.Text;

namespace Pmo.AuditLog.Export;

/// <summary>Entries as CSV (RFC 4180) that a spreadsheet can open without running anything of it. Thread-safe.</summary>
public static class EntryCsv
{
    /// <summary>What a file begins with, so that spreadsheets take it for UTF-8.</summary>
    public const string ByteOrderMark = "\uFEFF";

    /// <summary>Of a file.</summary>
    public const string MediaType = "text/csv";

    private const string LineEnd = "\r\n";

    // What makes a spreadsheet run a cell (OWASP, CSV injection).
    private const string FormulaStarts = "=+-@\t\r\n";

    /// <summary>The line of names.</summary>
    public static string Header => string.Join(',', Columns.Select(c => c.Name)) + LineEnd;

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
        return Line(Columns.Select(c => c.Value(entry) ?? string.Empty));
    }

    /// <summary>A line of cells of any table, under the same rules.</summary>
    public static string Line(IEnumerable<string> cells) => new StringBuilder().AppendJoin(',', cells.Select(Cell)).Append(LineEnd).ToString();

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n;") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string? Join(IReadOnlyList<string>? values) => values is null ? null : string.Join(' ', values);
}
