using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pmo.Hosting.Storage.Sqlite;

/// <summary>
/// Moves what was committed from the write-ahead log into the database, beside the writers. SQLite by itself does so within whichever commit fills the log,
/// and all who share that commit wait for a thousand pages and two fsyncs more. Not thread-safe.
/// </summary>
/// <remarks>
/// Little by little: what is moved is flushed at once, and a commit's own flush waits behind it in the disk. The log begins anew when a writer finds all of
/// it moved; beside writers the end is never reached, so when the log is long the last pages, few by then, are moved between two transactions. What cannot
/// be moved now (a reader is still at it, the disk is full) stays in the log, and another try follows.
/// </remarks>
/// <param name="writer">Does nothing of this by itself; not this one's own.</param>
/// <param name="beside">Of the same file, for this alone; this one's own from now on.</param>
internal sealed class SqliteCheckpointer(SqliteConnection writer, SqliteConnection beside) : IDisposable
{
    /// <summary>Pages of the log from which on it is to begin anew; SQLite's own default is 1,000.</summary>
    public const int Enough = 4000;

    /// <summary>Pages of the log beyond which the writer waits for the disk, lest the log take all of it.</summary>
    public const int Most = 3 * Enough;

    // Pages that are worth a flush.
    private const int Step = 500;

    // Writers of thousands of pages leave more than a few behind however often they are moved.
    private const int Tries = 2;

    private readonly Lock _moving = new();
    private long _log;
    private long _pages;
    private int _tries;
    private Task _beside = Task.CompletedTask;
    private bool _isDisposed;

    /// <summary>Between two transactions of the writer.</summary>
    public void Look()
    {
        raw.sqlite3_db_status(writer.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, resetFlg: 1);
        (_log, _pages) = (_log + written, _pages + written);
        if (_log >= Most || (_beside.IsCompleted && _log >= Enough && (_pages < Step || _tries++ == Tries)))
        {
            Move(writer);
            (_log, _pages, _tries) = (0, 0, 0);
        }
        else if (_beside.IsCompleted && _pages >= Step)
        {
            _pages = 0;
            _beside = Task.Run(() => Move(beside));
        }
    }

    /// <summary>Waits for what it is at, and closes its connection.</summary>
    public void Dispose()
    {
        lock (_moving)
        {
            _isDisposed = true;
            beside.Dispose();
        }
    }

    private void Move(SqliteConnection connection)
    {
        lock (_moving)
        {
            if (!_isDisposed)
            {
                raw.sqlite3_wal_checkpoint_v2(connection.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
            }
        }
    }
}
