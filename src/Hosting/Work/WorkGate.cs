using Pmo.Hosting.Problems;

namespace Pmo.Hosting.Work;

/// <summary>
/// Bounds curve and look-up work: so many at a time over all, two per partner, and a queue that is short per partner, so that nobody fills it for
/// the others. Among those waiting, the partner with the least in flight goes first, then who came first. Thread-safe.
/// </summary>
/// <param name="slots">How many may work at a time.</param>
/// <param name="queue">How many may wait over all.</param>
public sealed class WorkGate(int slots, int queue = WorkGate.QueueTotal)
{
    /// <summary>Most in flight of one partner.</summary>
    public const int PerPartner = 2;

    /// <summary>Most waiting of one partner.</summary>
    public const int QueuePerPartner = 4;

    /// <summary>Most waiting over all, unless said otherwise.</summary>
    public const int QueueTotal = 64;

    /// <summary>Seconds after which one who was turned away may try again: about two parts' work.</summary>
    public const int RetryAfterSeconds = 2;

    /// <summary>What one who was turned away is told.</summary>
    public static Failure Busy { get; } = new(CommonErrors.Busy, []) { RetryAfterSeconds = RetryAfterSeconds };

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly Dictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private int _free = slots;

    /// <summary>Waits for a turn; dispose the lease to end it.</summary>
    /// <returns>Null when the queue is full.</returns>
    public async Task<IDisposable?> EnterAsync(string partner, CancellationToken cancellation)
    {
        Waiter waiter;
        lock (_lock)
        {
            waiter = new Waiter(partner);
            _waiting.AddLast(waiter);
            Admit();
            var isWaiting = !waiter.Turn.Task.IsCompleted;
            if (isWaiting && (_waiting.Count > queue || _waiting.Count(w => w.Partner == partner) > QueuePerPartner))
            {
                _waiting.Remove(waiter);
                return null;
            }
        }

        await using var registration = cancellation.Register(() => Abandon(waiter, cancellation));
        await waiter.Turn.Task;
        return new Lease(this, partner);
    }

    private void Admit()
    {
        while (_free > 0 && Next() is { } next)
        {
            _waiting.Remove(next);
            if (next.Turn.TrySetResult())
            {
                _free--;
                _inFlight[next.Partner] = InFlight(next.Partner) + 1;
            }
        }
    }

    private Waiter? Next() => _waiting.Where(w => InFlight(w.Partner) < PerPartner).MinBy(w => InFlight(w.Partner));

    private int InFlight(string partner) => _inFlight.GetValueOrDefault(partner);

    private void Abandon(Waiter waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (waiter.Turn.TrySetCanceled(cancellation))
            {
                _waiting.Remove(waiter);
            }
        }
    }

    private void Leave(string partner)
    {
        lock (_lock)
        {
            _free++;
            if (--_inFlight[partner] == 0)
            {
                _inFlight.Remove(partner);
            }

            Admit();
        }
    }

    private sealed class Waiter(string partner)
    {
        public string Partner => partner;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Lease(WorkGate gate, string partner) : IDisposable
    {
        private WorkGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave(partner);
    }
}
