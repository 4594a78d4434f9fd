using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pmo.Hosting.Storage.Sqlite;

/// <inheritdoc cref="IWriterConnection"/>
internal sealed class SqliteWriter(string file, Func<CancellationToken, Task<SqliteConnection>> open) : IWriterConnection
{
    private SqliteConnection? _connection;
    private SqliteCheckpointer? _checkpointer;
    private sqlite3_stmt? _mark;
    private sqlite3_stmt? _back;
    private sqlite3_stmt? _keep;

    /// <summary>They are: temp_store is MEMORY, since what is deleted must not lie about in files of other folders.</summary>
    public bool SavepointsTakeMemory => true;

    /// <inheritdoc/>
    public async Task<DbTransaction> BeginAsync()
    {
        EnsureThere();
        if (_connection is null)
        {
            _connection = await open(CancellationToken.None);
            raw.sqlite3_wal_autocheckpoint(_connection.Handle, 0);
            _checkpointer = new SqliteCheckpointer(_connection, await open(CancellationToken.None));
            _mark = Prepare("SAVEPOINT writer");
            _back = Prepare("ROLLBACK TO writer");
            _keep = Prepare("RELEASE writer");
        }

        _checkpointer!.Look();
        return _connection.BeginTransaction(deferred: false);
    }

    /// <inheritdoc/>
    public Task MarkAsync(DbTransaction transaction) => Run(_mark!);

    /// <inheritdoc/>
    public Task GoBackAsync(DbTransaction transaction) => Run(_back!);

    /// <inheritdoc/>
    public Task KeepAsync(DbTransaction transaction) => Run(_keep!);

    /// <inheritdoc/>
    public void Drop()
    {
        if (_connection is { } connection)
        {
            // Whatever becomes of it, it is this one's no more.
            _connection = null;

            // Not back to the pool, from which it would come again.
            SqliteConnection.ClearPool(connection);
            _mark?.Dispose();
            _back?.Dispose();
            _keep?.Dispose();
            SqliteStatements.End(connection);
            _checkpointer?.Dispose();
            connection.Dispose();
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
            throw new SqliteException($"The database {Path.GetFileName(file)} is gone.", raw.SQLITE_CANTOPEN);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();

    // Stepped directly: each writer has two of these, and the driver's command takes several times as long as the statement.
    private Task Run(sqlite3_stmt statement)
    {
        raw.sqlite3_step(statement);

        // Tells what the step came to.
        SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(statement), _connection!.Handle);
        return Task.CompletedTask;
    }

    // Kept, so that it is compiled once and not for every writer.
    private sqlite3_stmt Prepare(string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_connection!.Handle, sql, out var statement), _connection.Handle);
        return statement;
    }
}
