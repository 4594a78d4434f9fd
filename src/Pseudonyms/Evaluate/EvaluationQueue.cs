namespace Pmo.Pseudonyms.Evaluate;

/// <summary>
/// Bounds elliptic-curve work: as many parts at a time as there are workers, a bounded number waiting in order of arrival, and at most two of one
/// partner among all of them, so that nobody waits behind a single partner's list. Thread-safe.
/// </summary>
internal sealed class EvaluationQueue(int workers, int waiting) : IDisposable
{
    /// <summary>Most parts of one partner, running or waiting (architecture, Failure rules).</summary>
    public const int PerPartner = 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byPartner = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _workers = new(workers, workers);
    private int _count;

    /// <summary>Runs <paramref name="work"/> when its turn comes.</summary>
    /// <returns>What it gave; <paramref name="busy"/>, at once, when there is no room.</returns>
    /// <exception cref="OperationCanceledException">Cancelled while it waited: it never ran.</exception>
    public async Task<T> RunAsync<T>(string partner, T busy, Func<Task<T>> work, CancellationToken cancellation)
    {
        if (!TryEnter(partner))
        {
            return busy;
        }

        try
        {
            await _workers.WaitAsync(cancellation);
            try
            {
                return await work();
            }
            finally
            {
                _workers.Release();
            }
        }
        finally
        {
            Leave(partner);
        }
    }

    /// <summary>Long arithmetic, on a thread of its own: on the pool's it would hold up every request.</summary>
    public static Task<T> ComputeAsync<T>(Func<T> compute, CancellationToken cancellation) => Task.Factory.StartNew(
        compute, cancellation, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    public void Dispose() => _workers.Dispose();

    private bool TryEnter(string partner)
    {
        lock (_gate)
        {
            var own = _byPartner.GetValueOrDefault(partner);
            if (own >= PerPartner || _count >= workers + waiting)
            {
                return false;
            }

            _byPartner[partner] = own + 1;
            _count++;
            return true;
        }
    }

    private void Leave(string partner)
    {
        lock (_gate)
        {
            _count--;
            if (--_byPartner[partner] == 0)
            {
                _byPartner.Remove(partner);
            }
        }
    }
}
