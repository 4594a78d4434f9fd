using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Pmo.Hosting.Storage;

/// <summary>
/// Group commit: writers that come together run one after the other in one transaction, each behind a savepoint of its own, and share its one fsync.
/// First come, first served. A writer that fails undoes its own work only; a commit that fails fails everybody in it. Bulk writers have a transaction of
/// their own where a savepoint would take memory. Thread-safe.
/// </summary>
/// <remarks>
/// A writer alone waits for nobody. Writers that came together last time are waited for, up to <see cref="Gather"/>: without that, those that a commit
/// has just released would find a new batch begun with the first of them, and be split over two.
/// </remarks>
internal sealed class WriteBatcher(IWriterConnection writer, TimeSpan? longest = null) : IDisposable
{
    private const int MaxQueue = 4096;
    private const int MaxBatch = 256;

    // Longest that a batch is held open for more writers; what others in it would not notice beside an fsync.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(1);

    // After this no more writers are taken into a batch, so that the first one is not kept waiting by slow ones.
    private readonly TimeSpan _longest = longest ?? TimeSpan.FromMilliseconds(5);

    private readonly Channel<WriteItem> _queue = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(MaxQueue) { SingleReader = true });
    private readonly List<WriteItem> _batch = [];
    private int _pending;
    private int _expected;

    /// <summary>Runs <paramref name="write"/> in a batch; it is on disk when this returns.</summary>
    /// <param name="write">The work.</param>
    /// <param name="isBulk">Whether it changes so many pages that they are not to be kept.</param>
    /// <param name="cancellation">Ends the wait for its turn.</param>
    public async Task RunAsync(Func<DbTransaction, Task> write, bool isBulk, CancellationToken cancellation)
    {
        var item = new WriteItem(write, isBulk && writer.SavepointsTakeMemory, cancellation);
        await _queue.Writer.WriteAsync(item, cancellation);

        // Whoever makes the count one starts the loop; it ends when it has brought the count back to none.
        if (Interlocked.Increment(ref _pending) == 1)
        {
            _ = Task.Run(PumpAsync, CancellationToken.None);
        }

        await item.Completion;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        writer.Dispose();
    }

    private async Task PumpAsync()
    {
        int done;
        do
        {
            try
            {
                await RunBatchAsync();
            }
#pragma warning disable CA1031 // whatever happened, it is the writers' to know, and the loop must live on
            catch (Exception e)
#pragma warning restore CA1031
            {
                writer.Drop();
                _batch.ForEach(item => item.Fail(e));
            }

            done = _batch.Count;
            _expected = done;
            _batch.ForEach(item => item.Finish());
            _batch.Clear();
        }
        while (Interlocked.Add(ref _pending, -done) > 0);
    }

    private async Task RunBatchAsync()
    {
        // Taken before the transaction begins, so that it is told when none can begin.
        if (TakeFirst() is not { } first)
        {
            return;
        }

        await using var transaction = await writer.BeginAsync();
        if (first.IsAlone)
        {
            if (!await RunAloneAsync(first, transaction))
            {
                return;
            }
        }
        else
        {
            await RunOneAsync(first, transaction);
            var start = Stopwatch.GetTimestamp();
            while (_batch.Count < MaxBatch && Stopwatch.GetElapsedTime(start) < _longest && await NextAsync())
            {
                await RunOneAsync(_batch[^1], transaction);
            }
        }

        writer.EnsureThere();
        await transaction.CommitAsync(CancellationToken.None);
    }

    private WriteItem? TakeFirst()
    {
        while (_queue.Reader.TryRead(out var item))
        {
            _batch.Add(item);
            if (item.TryStart())
            {
                return item;
            }
        }

        return null;
    }

    private async Task<bool> NextAsync()
    {
        while (true)
        {
            while (_queue.Reader.TryPeek(out var next))
            {
                // Who wants a transaction alone is the first of the next batch.
                if (next.IsAlone || !_queue.Reader.TryRead(out var item))
                {
                    return false;
                }

                _batch.Add(item);
                if (item.TryStart())
                {
                    return true;
                }
            }

            if (_batch.Count >= _expected)
            {
                return false;
            }

            using var patience = new CancellationTokenSource(Gather);
            try
            {
                if (!await _queue.Reader.WaitToReadAsync(patience.Token))
                {
                    return false;
                }
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    private async Task RunOneAsync(WriteItem item, DbTransaction transaction)
    {
        await writer.MarkAsync(transaction);
        try
        {
            await item.RunAsync(transaction);
            await writer.KeepAsync(transaction);
        }
#pragma warning disable CA1031 // the writer gets it; the others' work stands
        catch (Exception e)
#pragma warning restore CA1031
        {
            item.Fail(e);
            await UndoAsync(transaction, e);
        }
    }

    private static async Task<bool> RunAloneAsync(WriteItem item, DbTransaction transaction)
    {
        try
        {
            await item.RunAsync(transaction);
            return true;
        }
#pragma warning disable CA1031 // the writer gets it
        catch (Exception e)
#pragma warning restore CA1031
        {
            item.Fail(e);
            await transaction.RollbackAsync(CancellationToken.None);
            return false;
        }
    }

    // Some errors (a full disk, an I/O error, a lost connection) end the whole transaction: then this throws, and all of the batch fail.
    private async Task UndoAsync(DbTransaction transaction, Exception failure)
    {
        try
        {
            await writer.GoBackAsync(transaction);
            await writer.KeepAsync(transaction);
        }
        catch (Exception e) when (failure is DbException && e is not DbException)
        {
            // With the connection gone the driver only says that the transaction is none any more. What took it away tells the others more.
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
