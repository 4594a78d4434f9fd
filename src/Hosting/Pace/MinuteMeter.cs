namespace Pmo.Hosting.Pace;

/// <summary>
/// Counts by key within each minute of the clock. Its memory is fixed, whoever calls: keys share one of 16,384 counters by a hash that differs in every
/// process, so that two may be counted together, but nobody can choose with whom or make room by coming from ever new addresses. Thread-safe.
/// </summary>
/// <param name="limit">How many are within the limit in a minute.</param>
/// <param name="time">The clock.</param>
public sealed class MinuteMeter(int limit, TimeProvider time)
{
    private const int Slots = 1 << 14;
    private const int SecondsPerMinute = 60;

    // The minute in the upper half, the count in the lower.
    private readonly long[] _slots = new long[Slots];

    /// <summary>Counts one more.</summary>
    public MeterReading Take(string key)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var minute = now / SecondsPerMinute;
        ref var slot = ref _slots[(uint)string.GetHashCode(key, StringComparison.Ordinal) % Slots];
        while (true)
        {
            var before = Volatile.Read(ref slot);
            var count = before >> 32 == minute ? (uint)before + 1L : 1;
            if (Interlocked.CompareExchange(ref slot, (minute << 32) | Math.Min(count, uint.MaxValue), before) == before)
            {
                return new MeterReading(count > limit, count == limit + 1L, (int)(SecondsPerMinute - (now % SecondsPerMinute)));
            }
        }
    }
}

/// <summary>Where a counter stands.</summary>
/// <param name="IsOver">Beyond the limit.</param>
/// <param name="IsFirst">The first beyond it in this minute: to be recorded, once.</param>
/// <param name="RetryAfterSeconds">Until the next minute begins, 1 to 60.</param>
public readonly record struct MeterReading(bool IsOver, bool IsFirst, int RetryAfterSeconds);
