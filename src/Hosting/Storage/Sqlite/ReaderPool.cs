using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pmo.Hosting.Storage.Sqlite;

/// <summary>Connections that reads have done with, set up already, for the next ones: setting one up takes longer than most reads. Thread-safe.</summary>
internal sealed class ReaderPool(Func<CancellationToken, Task<SqliteConnection>> open) : IDisposable
{
    private const int Most = 16;
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Connections that wait for the next read.</summary>
    public int Idle => _idle.Count;

    /// <summary>A connection for the caller alone.</summary>
    public async ValueTask<SqliteConnection> TakeAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return _idle.TryTake(out var connection) ? connection : await open(cancellation);
    }

    /// <summary>Takes one back after a read that went well.</summary>
    public void Give(SqliteConnection connection)
    {
        // One that is still within a transaction would show the next reader the past.
        if (_isDisposed || _idle.Count >= Most || raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            connection.Dispose();
            return;
        }

        _idle.Add(connection);
        if (_isDisposed)
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
