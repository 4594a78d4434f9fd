using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pmo.Hosting.Storage.Sqlite;

/// <inheritdoc cref="IWriterConnection"/>
internal sealed class SqliteWriter(string file, Func<CancellationToken, Task<SqliteConnection>> open) : IWriterConnection
{
    private SqliteConnection? _connection;
    private SqliteCommand? _mark;
    private SqliteCommand? _back;
    private SqliteCommand? _keep;

    /// <inheritdoc/>
    public async Task<DbTransaction> BeginAsync()
    {
        EnsureThere();
        if (_connection is null)
        {
            _connection = await open(CancellationToken.None);
            _mark = Command("SAVEPOINT writer");
            _back = Command("ROLLBACK TO writer");
            _keep = Command("RELEASE writer");
        }

        return _connection.BeginTransaction(deferred: false);
    }

    /// <inheritdoc/>
    public Task MarkAsync(DbTransaction transaction) => Run(_mark!, transaction);

    /// <inheritdoc/>
    public Task GoBackAsync(DbTransaction transaction) => Run(_back!, transaction);

    /// <inheritdoc/>
    public Task KeepAsync(DbTransaction transaction) => Run(_keep!, transaction);

    /// <inheritdoc/>
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

    // SQLite's commands are not asynchronous.
    private static Task Run(SqliteCommand command, DbTransaction transaction)
    {
        command.Transaction = (SqliteTransaction)transaction;
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    // Kept, so that it is compiled once and not for every writer.
    private SqliteCommand Command(string sql) => new(sql, _connection);
}
