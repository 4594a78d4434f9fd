namespace Pmo.Testing;

/// <summary>A clock that stands still until it is moved. Timers are the system's.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <summary>Stands at noon UTC of 15 January 2026.</summary>
    public ManualClock()
        : this(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Seconds since 1970.</summary>
    public long Seconds => GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Moves on, or back.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
}
