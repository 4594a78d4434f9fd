using Pmo.Protocol.Time;
using System.Globalization;

namespace Pmo.Pseudonyms.Evaluate;

/// <summary>A day in Waktu Indonesia Barat, UTC+7 without daylight saving: the day that ceilings count by, the same as quotas.</summary>
internal readonly record struct WibDay
{
    private readonly DateOnly _day;

    private WibDay(DateOnly day) => _day = day;

    public static WibDay Of(DateTimeOffset instant) => new(Wib.DateOf(instant));

    /// <summary><c>YYYY-MM</c>.</summary>
    public string Month => _day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Whole seconds from <paramref name="instant"/> to the next day, 1 or more.</summary>
    public int SecondsLeft(DateTimeOffset instant)
    {
        var end = new DateTimeOffset(_day.AddDays(1).ToDateTime(TimeOnly.MinValue), Wib.Offset);
        return Math.Max(1, (int)Math.Ceiling((end - instant).TotalSeconds));
    }

    /// <summary><c>YYYY-MM-DD</c>.</summary>
    public override string ToString() => _day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
