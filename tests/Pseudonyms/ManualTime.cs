namespace Pmo.Pseudonyms.Tests;

/// <summary>A clock that only the test moves; its timers fire while it is moved.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(t => t.IsDue(_now))];
        }

        due.ForEach(t => t.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public bool IsDue(DateTimeOffset now) => _due <= now;

        public void Fire()
        {
            _due = _period > TimeSpan.Zero ? time.GetUtcNow() + _period : null;
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _due = dueTime < TimeSpan.Zero ? null : time.GetUtcNow() + dueTime;
            _period = period;
            return true;
        }

        public void Dispose() => _due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
