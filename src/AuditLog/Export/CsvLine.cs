using System.Globalization;

namespace Pmo.AuditLog.Export;

/// <summary>Lines of CSV (RFC 4180) that a spreadsheet can open without running anything of them. Thread-safe.</summary>
public static class CsvLine
{
    // What makes a spreadsheet run a cell (OWASP, CSV injection).
    private const string FormulaStarts = "=+-@\t\r\n";

    /// <summary>A line with its end.</summary>
    /// <param name="cells">Texts; numbers, which may be negative; null is an empty cell.</param>
    public static string Of(IEnumerable<object?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    private static string Cell(object? cell)
    {
        if (cell is not string text)
        {
            return Convert.ToString(cell, CultureInfo.InvariantCulture) ?? string.Empty;
        }

        var safe = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n;") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
