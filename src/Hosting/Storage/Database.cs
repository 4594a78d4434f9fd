using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pmo.Hosting.Storage;

/// <summary>
/// The service's database. Reads run side by side; writes one after the other, under the write lock from their first statement. Thread-safe.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly string _connectionString;
    private readonly WriteBatcher _batcher;
    private readonly ReaderPool _readers;

    internal Database(string connectionString, TimeSpan? longestBatch = null)
    {
        _connectionString = connectionString;
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        _batcher = new WriteBatcher(new WriterConnection(file, () => OpenAsync(CancellationToken.None)), longestBatch);
        _readers = new ReaderPool(OpenAsync);
    }

    /// <summary>A database file that is no service's own, for tools and benchmarks: made and migrated if need be.</summary>
    /// <param name="file">Path.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sets">Its migrations, in order.</param>
    /// <exception cref="Startup.StartupException">The file cannot be used.</exception>
    public static async Task<Database> OpenAsync(string file, TimeProvider time, params MigrationSet[] sets)
    {
        var database = new Database(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = true,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            await Migrator.ApplyAsync(database, file, sets, time);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The engine, for the few statements that differ.</summary>
    public StorageProvider Provider => StorageProvider.Sqlite;

    /// <summary>Runs <paramref name="read"/> on a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        var connection = await _readers.TakeAsync(cancellation);
        try
        {
            var result = await read(connection);
            _readers.Give(connection);
            connection = null;
            return result;
        }
        finally
        {
            // After a failure it is not used again.
            connection?.Dispose();
        }
    }

    /// <summary>
    /// Runs <paramref name="write"/> in a transaction: committed, and on disk, when this returns; rolled back when it throws. Writers of one process run
    /// one after the other, and those that come together share one commit: a writer may see what one before it wrote that is not committed yet, and
    /// both stand or fall with that commit.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        T result = default!;
        await _batcher.RunAsync(async transaction => result = await write(transaction), cancellation);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        return _batcher.RunAsync(write, cancellation);
    }

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
        _batcher.Dispose();
        _readers.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
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
