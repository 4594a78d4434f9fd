using System.Globalization;

namespace Pmo.Cli.Audits;

/// <summary>The days that a report is about, both inclusive, WIB. Immutable.</summary>
internal sealed record ReportPeriod(DateOnly First, DateOnly Last)
{
    // The first year that any entry can be of.
    private const int FirstYear = 2020;

    /// <summary>So many months, of which the last one is named; null when that is no month, or has not begun.</summary>
    public static ReportPeriod? Ending(string month, int months, DateOnly today) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && first.Year >= FirstYear && first <= today
            ? new ReportPeriod(first.AddMonths(1 - months), first.AddMonths(1).AddDays(-1))
            : null;

    public override string ToString() => $"{First.ToString("O", CultureInfo.InvariantCulture)} – {Last.ToString("O", CultureInfo.InvariantCulture)}";
}
