using System.Threading.Channels;

namespace Pmo.Hosting.Storage;

/// <summary>Writers that wait for their turn, first come, first served. Any number may add; one takes.</summary>
/// <remarks>
/// A writer alone waits for nobody. Writers that came together last time are waited for, up to <see cref="Gather"/>: without that, those that a commit
/// has just released would find a new batch begun with the first of them, and be split over two.
/// </remarks>
internal sealed class WriteQueue : IDisposable
{
    private const int Most = 4096;

    // Longest that a batch is held open for more writers; what others in it would not notice beside an fsync.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(1);

    private readonly Channel<WriteItem> _items = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(Most) { SingleReader = true });
    private CancellationTokenSource _patience = new();

    /// <summary>Adds a writer; waits while the queue is full.</summary>
    public ValueTask AddAsync(WriteItem item, CancellationToken cancellation) => _items.Writer.WriteAsync(item, cancellation);

    /// <summary>The first who has not given up; null when nobody waits.</summary>
    /// <param name="batch">Gets everybody who is taken, also those who gave up.</param>
    public WriteItem? TakeFirst(List<WriteItem> batch)
    {
        while (_items.Reader.TryRead(out var item))
        {
            batch.Add(item);
            if (item.TryStart())
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>The next of a batch; null when it is to be closed.</summary>
    /// <param name="batch">Gets everybody who is taken, also those who gave up.</param>
    /// <param name="expected">How many are waited for.</param>
    public async ValueTask<WriteItem?> NextAsync(List<WriteItem> batch, int expected)
    {
        do
        {
            while (_items.Reader.TryPeek(out var next))
            {
                // Who wants a transaction alone is the first of the next batch.
                if (next.Scope == WriteScope.Transaction || !_items.Reader.TryRead(out var item))
                {
                    return null;
                }

                batch.Add(item);
                if (item.TryStart())
                {
                    return item;
                }
            }
        }
        while (batch.Count < expected && await WaitAsync());
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _items.Writer.TryComplete();
        _patience.Dispose();
    }

    private async ValueTask<bool> WaitAsync()
    {
        // A batch waits many times: the timer is set anew rather than made anew.
        if (!_patience.TryReset())
        {
            _patience.Dispose();
            _patience = new CancellationTokenSource();
        }

        _patience.CancelAfter(Gather);
        try
        {
            return await _items.Reader.WaitToReadAsync(_patience.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
