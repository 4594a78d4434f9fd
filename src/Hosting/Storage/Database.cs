using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pmo.Hosting.Storage;

/// <summary>
/// The service's database. Reads run side by side; a write is one transaction that holds the write lock from its first statement. Thread-safe.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writer = new(1, 1);

    internal Database(string connectionString) => _connectionString = connectionString;

    /// <summary>The engine, for the few statements that differ.</summary>
    public StorageProvider Provider => StorageProvider.Sqlite;

    /// <summary>Runs <paramref name="read"/> on a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var connection = await OpenAsync(cancellation);
        return await read(connection);
    }

    /// <summary>
    /// Runs <paramref name="write"/> in one transaction: committed, and on disk, when this returns; rolled back when it throws. Writers of one process
    /// wait for one another here rather than in the engine's busy loop.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        await _writer.WaitAsync(cancellation);
        try
        {
            await using var connection = await OpenAsync(cancellation);
            await using var transaction = connection.BeginTransaction(deferred: false);
            var result = await write(transaction);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellation) => WriteAsync(
        async transaction =>
        {
            await write(transaction);
            return true;
        },
        cancellation);

    /// <summary>Throws when the database cannot be read.</summary>
    public Task ProbeAsync(CancellationToken cancellation) => ReadAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM schema_migrations";
            return await command.ExecuteScalarAsync(cancellation);
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _writer.Dispose();
    }

    internal async Task<SqliteConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellation);
        await using var pragmas = connection.CreateCommand();

        // FULL: a commit is on disk before anyone is told of it. The cost is one fsync a transaction.
        pragmas.CommandText = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;";
        await pragmas.ExecuteNonQueryAsync(cancellation);
        return connection;
    }
}
