using Microsoft.Data.Sqlite;

namespace Pmo.Hosting.Storage;

/// <summary>The one connection that this process writes with, kept open so that its statements stay prepared. Not thread-safe.</summary>
internal sealed class WriterConnection(string file, Func<Task<SqliteConnection>> open) : IDisposable
{
    private SqliteConnection? _connection;
    private SqliteCommand? _mark;
    private SqliteCommand? _back;
    private SqliteCommand? _keep;

    /// <summary>Begins a transaction that holds the write lock.</summary>
    public async Task<SqliteTransaction> BeginAsync()
    {
        EnsureThere();
        if (_connection is null)
        {
            _connection = await open();
            _mark = Command("SAVEPOINT writer");
            _back = Command("ROLLBACK TO writer");
            _keep = Command("RELEASE writer");
        }

        return _connection.BeginTransaction(deferred: false);
    }

    /// <summary>Sets a savepoint.</summary>
    public void Mark(SqliteTransaction transaction) => Run(_mark!, transaction);

    /// <summary>Undoes what came after the savepoint; throws when the transaction has ended by itself.</summary>
    public void GoBack(SqliteTransaction transaction) => Run(_back!, transaction);

    /// <summary>Removes the savepoint; throws when the transaction has ended by itself.</summary>
    public void Keep(SqliteTransaction transaction) => Run(_keep!, transaction);

    /// <summary>After a failure: the next transaction has a new connection.</summary>
    public void Drop()
    {
        if (_connection is { } connection)
        {
            // Not back to the pool, from which it would come again.
            SqliteConnection.ClearPool(connection);
            _mark?.Dispose();
            _back?.Dispose();
            _keep?.Dispose();
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

    private static void Run(SqliteCommand command, SqliteTransaction transaction)
    {
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    // Kept, so that it is compiled once and not for every writer.
    private SqliteCommand Command(string sql) => new(sql, _connection);
}
