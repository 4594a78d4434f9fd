using System.Data.Common;

namespace Pmo.Hosting.Storage;

/// <summary>One writer's work, until it is on disk or has failed.</summary>
internal sealed class WriteItem
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly Func<DbTransaction, Task> _write;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private Exception? _failure;
    private int _started;

    public WriteItem(Func<DbTransaction, Task> write, WriteScope scope, CancellationToken cancellation)
    {
        Scope = scope;
        _write = write;
        _cancellation = cancellation;
        _registration = cancellation.UnsafeRegister(_ => Cancel(), null);
    }

    /// <summary>What is undone when it fails.</summary>
    public WriteScope Scope { get; }

    /// <summary>Ends when the work is on disk; what went wrong otherwise.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Whether the work is to be done; from then on it is not cancelled from here.</summary>
    public bool TryStart() => Interlocked.Exchange(ref _started, 1) == 0;

    /// <summary>Does the work, as in the flow of whoever asked for it: its trace, its culture.</summary>
    public Task RunAsync(DbTransaction transaction)
    {
        if (_context is null)
        {
            return _write(transaction);
        }

        Task work = null!;
        ExecutionContext.Run(_context, _ => work = _write(transaction), null);
        return work;
    }

    /// <summary>The first failure counts: what follows from it says less.</summary>
    public void Fail(Exception failure) => _failure ??= failure;

    /// <summary>Tells the writer how it ended.</summary>
    public void Finish()
    {
        _registration.Dispose();
        if (_failure is null)
        {
            _completion.TrySetResult();
        }
        else
        {
            _completion.TrySetException(_failure);
        }
    }

    private void Cancel()
    {
        if (TryStart())
        {
            _completion.TrySetCanceled(_cancellation);
        }
    }
}
