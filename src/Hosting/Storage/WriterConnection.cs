using Microsoft.Data.Sqlite;

namespace Pmo.Hosting.Storage;

/// <summary>The one connection that this process writes with, kept open so that its statements stay prepared. Not thread-safe.</summary>
internal sealed class WriterConnection(string file, Func<Task<SqliteConnection>> open) : IDisposable
{
    private SqliteConnection? _connection;

    /// <summary>Begins a transaction that holds the write lock.</summary>
    public async Task<SqliteTransaction> BeginAsync()
    {
        EnsureThere();
        _connection ??= await open();
        return _connection.BeginTransaction(deferred: false);
    }

    /// <summary>After a failure: the next transaction has a new connection.</summary>
    public void Drop()
    {
        if (_connection is { } connection)
        {
            // Not back to the pool, from which it would come again.
            SqliteConnection.ClearPool(connection);
            connection.Dispose();
            _connection = null;
        }
    }

    /// <summary>
    /// Throws when the file has been taken away. An open connection goes on writing into a deleted file without an error, and a new one would begin an
    /// empty database in its place: both would acknowledge what is lost.
    /// </summary>
    public void EnsureThere()
    {
        if (!File.Exists(file))
        {
            throw new SqliteException($"The database {Path.GetFileName(file)} is gone.", SQLitePCL.raw.SQLITE_CANTOPEN);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();
}
