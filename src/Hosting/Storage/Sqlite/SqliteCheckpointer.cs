using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pmo.Hosting.Storage.Sqlite;

/// <summary>
/// Moves what was committed from the write-ahead log into the database, beside the writers. SQLite by itself does so within whichever commit fills the log,
/// and all who share that commit wait for a thousand pages and two fsyncs more. Not thread-safe.
/// </summary>
/// <remarks>
/// The log begins anew when a writer finds all of it moved. Beside writers the end is never reached, so the last pages, few by then, are moved between two
/// transactions. What cannot be moved now (a reader is still at it, the disk is full) stays in the log, and another try follows.
/// </remarks>
internal sealed class SqliteCheckpointer(Func<CancellationToken, Task<SqliteConnection>> open) : IDisposable
{
    /// <summary>Pages of the log from which on they are moved; SQLite's own default is 1,000. A page that changes often is moved less often.</summary>
    public const int Enough = 4000;

    // The first leaves what was written meanwhile, the second what was written while that was moved: a few per cent.
    private const int Rounds = 2;

    private long _pages;
    private Task? _beside;
    private volatile bool _isDisposed;

    /// <summary>Between two transactions of the writer.</summary>
    /// <param name="writer">Its connection, which does nothing of this by itself.</param>
    public void Look(sqlite3 writer)
    {
        raw.sqlite3_db_status(writer, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, resetFlg: 1);
        _pages += written;
        if (_beside is { IsCompleted: true })
        {
            _beside = null;
            Move(writer);
        }
        else if (_beside is null && _pages >= Enough)
        {
            _pages = 0;
            _beside = Task.Run(MoveBesideAsync);
        }
    }

    /// <summary>What it is at is ended by itself, and leaves no connection behind.</summary>
    public void Dispose() => _isDisposed = true;

    private async Task MoveBesideAsync()
    {
        try
        {
            await using var connection = await open(CancellationToken.None);
            for (var round = 0; round < Rounds; round++)
            {
                Move(connection.Handle!);
            }

            if (_isDisposed)
            {
                SqliteConnection.ClearPool(connection);
            }
        }
        catch (DbException)
        {
            // The file cannot be opened: the writers say so.
        }
    }

    private static void Move(sqlite3 connection) => raw.sqlite3_wal_checkpoint_v2(connection, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
}
