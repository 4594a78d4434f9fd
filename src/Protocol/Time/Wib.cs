namespace Pmo.Protocol.Time;

/// <summary>Waktu Indonesia Barat, UTC+7 without daylight saving: the time in which days of quotas, ceilings and retention are counted. Thread-safe.</summary>
public static class Wib
{
    /// <summary>A fixed offset needs no time zone data.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The day in which an instant lies, whatever its offset.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The day that it is by this clock.</summary>
    public static DateOnly Today(this TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return DateOf(time.GetUtcNow());
    }
}
