using System.Runtime.InteropServices;

namespace Pmo.Agreements;

/// <summary>The calendar period, in WIB (UTC+7), in which an instant lies.</summary>
/// <param name="Start">First instant, offset +07:00.</param>
/// <param name="ResetsAt">First instant of the next period, offset +07:00.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct QuotaWindow(DateTimeOffset Start, DateTimeOffset ResetsAt)
{
    /// <summary>The window of <paramref name="period"/> that holds <paramref name="at"/>, whatever its offset.</summary>
    public static QuotaWindow Of(QuotaPeriod period, DateTimeOffset at)
    {
        var today = Wib.DateOf(at);
        // DayOfWeek counts from Sunday = 0; the week of an agreement begins on Monday.
        var sinceMonday = ((int)today.DayOfWeek + 6) % 7;
        var (start, next) = period switch
        {
            QuotaPeriod.Day => (today, today.AddDays(1)),
            QuotaPeriod.Week => (today.AddDays(-sinceMonday), today.AddDays(7 - sinceMonday)),
            QuotaPeriod.Month => (new DateOnly(today.Year, today.Month, 1), new DateOnly(today.Year, today.Month, 1).AddMonths(1)),
            QuotaPeriod.Year => (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 1, 1).AddYears(1)),
            _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
        };
        return new QuotaWindow(Wib.MidnightOf(start), Wib.MidnightOf(next));
    }
}
