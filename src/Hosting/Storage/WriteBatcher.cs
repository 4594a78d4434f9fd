using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Pmo.Hosting.Storage;

/// <summary>
/// Group commit: writers that come together run one after the other in one transaction, each behind a savepoint of its own, and share its one fsync.
/// First come, first served. A writer that fails undoes its own work only (<see cref="WriteScope"/>); a commit that fails fails everybody in it. Bulk writers
/// have a transaction of their own where a savepoint would take memory. Thread-safe.
/// </summary>
internal sealed class WriteBatcher(IWriterConnection writer, TimeSpan? longest = null) : IDisposable
{
    private const int MaxBatch = 256;

    // After this no more writers are taken into a batch, so that the first one is not kept waiting by slow ones.
    private readonly TimeSpan _longest = longest ?? TimeSpan.FromMilliseconds(5);

    private readonly WriteQueue _queue = new();
    private readonly List<WriteItem> _batch = [];
    private int _pending;
    private int _expected;

    /// <summary>Runs <paramref name="write"/> in a batch; it is on disk when this returns.</summary>
    /// <param name="write">The work.</param>
    /// <param name="scope">What is undone when it fails; where savepoints take nothing, one of a transaction of its own has a savepoint instead.</param>
    /// <param name="cancellation">Ends the wait for its turn.</param>
    public async Task RunAsync(Func<DbTransaction, Task> write, WriteScope scope, CancellationToken cancellation)
    {
        var item = new WriteItem(write, scope == WriteScope.Transaction && !writer.SavepointsTakeMemory ? WriteScope.Savepoint : scope, cancellation);
        await _queue.AddAsync(item, cancellation);

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
        _queue.Dispose();
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
                _batch.ForEach(item => item.Fail(e));
                Drop();
            }

            done = _batch.Count;
            _expected = done;
            _batch.ForEach(item => item.Finish());
            _batch.Clear();
        }
        while (Interlocked.Add(ref _pending, -done) > 0);
    }

    private void Drop()
    {
        try
        {
            writer.Drop();
        }
#pragma warning disable CA1031 // what went wrong before is known already, and the next batch finds what is left
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private async Task RunBatchAsync()
    {
        // Taken before the transaction begins, so that it is told when none can begin.
        if (_queue.TakeFirst(_batch) is not { } first)
        {
            return;
        }

        await using var transaction = await writer.BeginAsync();
        if (first.Scope == WriteScope.Transaction)
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
            while (_batch.Count < MaxBatch && Stopwatch.GetElapsedTime(start) < _longest && await _queue.NextAsync(_batch, _expected) is { } next)
            {
                await RunOneAsync(next, transaction);
            }
        }

        writer.EnsureThere();
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task RunOneAsync(WriteItem item, DbTransaction transaction)
    {
        if (item.Scope == WriteScope.Batch)
        {
            await item.RunAsync(transaction);
            return;
        }

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
