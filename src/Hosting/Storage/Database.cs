using System.Data.Common;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Hosting.Storage.Sqlite;

namespace Pmo.Hosting.Storage;

/// <summary>
/// The service's database: a SQLite file of its own, or a schema of a PostgreSQL database that several replicas share. Reads run side by side; writes one
/// after the other, those of all replicas, under the write lock from their first statement. What fails in the database is a <see cref="DbException"/>.
/// Thread-safe.
/// </summary>
public sealed class Database : IDisposable
{
    private readonly IStorageEngine _engine;
    private readonly WriteBatcher _batcher;

    internal Database(IStorageEngine engine, TimeSpan? longestBatch = null)
    {
        _engine = engine;
        _batcher = new WriteBatcher(engine.NewWriter(), longestBatch);
    }

    /// <summary>The engine, for the few statements that differ.</summary>
    public StorageProvider Provider => _engine.Provider;

    /// <summary>The standby that reads may go to; null when there is none.</summary>
    internal PostgresStandby? Standby => _engine.Standby;

    /// <summary>A database file that is no service's own, for tools and benchmarks: made and migrated if need be.</summary>
    /// <param name="file">Path.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sets">Its migrations, in order.</param>
    /// <exception cref="Startup.StartupException">The file cannot be used.</exception>
    public static Task<Database> OpenAsync(string file, TimeProvider time, params MigrationSet[] sets) => OpenAsync(new SqliteEngine(file), time, sets);

    /// <summary>A schema in PostgreSQL, made and migrated if need be.</summary>
    /// <param name="connectionString">Npgsql's; <c>Search Path</c> names the schema, one, in lower case. It never appears in messages or logs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sets">Its migrations, in order.</param>
    /// <exception cref="Startup.StartupException"><c>storage_setting_invalid</c>, <c>database_unreachable</c>.</exception>
    public static Task<Database> ConnectAsync(string connectionString, TimeProvider time, params MigrationSet[] sets) =>
        OpenAsync(new PostgresEngine(PostgresSettings.Parse(connectionString)), time, sets);

    /// <summary>Runs <paramref name="read"/> on a connection of its own. Two statements may see two states: <see cref="ReadSnapshotAsync{T}"/>.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        var connection = await _engine.TakeAsync(cancellation);
        try
        {
            var result = await read(connection);
            _engine.Give(connection);
            connection = null;
            return result;
        }
        finally
        {
            if (connection is not null)
            {
                _engine.Discard(connection);
            }
        }
    }

    /// <summary>
    /// Runs <paramref name="read"/> in a transaction that sees one state of the database, that of its first statement, and writes nothing. It holds back
    /// the cleaning of what is deleted meanwhile: minutes, not hours.
    /// </summary>
    public Task<T> ReadSnapshotAsync<T>(Func<DbTransaction, Task<T>> read, CancellationToken cancellation) =>
        ReadAsync(connection => RunSnapshotAsync(connection, read, cancellation), cancellation);

    /// <summary>
    /// As <see cref="ReadSnapshotAsync{T}"/>, but on a standby where there is one that has replayed all that anyone was told of: for reads that are worth
    /// the asking. <paramref name="read"/> may run twice, the second time on the primary, after a failure of whatever kind on the standby: it begins anew
    /// each time. It may see what a writer is about to be told of and the primary does not show yet.
    /// </summary>
    public async Task<T> ReadSnapshotAsideAsync<T>(Func<DbTransaction, Task<T>> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (_engine.Standby is { } standby && await standby.TakeAsync(cancellation) is { } connection)
        {
            try
            {
                var result = await RunSnapshotAsync(connection, read, cancellation);
                standby.Give(connection);
                return result;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                standby.Discard(connection, e);
            }
            catch
            {
                standby.Give(connection);
                throw;
            }
        }

        return await ReadSnapshotAsync(read, cancellation);
    }

    /// <summary>
    /// Runs <paramref name="write"/> in a transaction: committed, and on disk, when this returns; rolled back when it throws. Writers run one after the
    /// other, and those of a process that come together share one commit: a writer may see what one before it wrote that is not committed yet, and
    /// both stand or fall with that commit.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        T result = default!;
        await _batcher.RunAsync(async transaction => result = await write(transaction), WriteScope.Savepoint, cancellation);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        return _batcher.RunAsync(write, WriteScope.Savepoint, cancellation);
    }

    /// <summary>
    /// As <see cref="WriteAsync(Func{DbTransaction, Task}, CancellationToken)"/>, for what nothing but a fault of the database can refuse: should it fail, all
    /// that share its commit fail with it. A row that is appended takes less time than the savepoint that it would be behind.
    /// </summary>
    public Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(append);
        return _batcher.RunAsync(append, WriteScope.Batch, cancellation);
    }

    /// <summary>
    /// As <see cref="WriteAsync{T}"/>, for what changes thousands of pages: on SQLite it shares its commit with nobody, since a savepoint among them would
    /// keep in memory what each page was.
    /// </summary>
    public async Task<T> WriteBulkAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        T result = default!;
        await _batcher.RunAsync(async transaction => result = await write(transaction), WriteScope.Transaction, cancellation);
        return result;
    }

    /// <summary>
    /// Runs a statement that comes again with every request: the connection that writes keeps it compiled. For those only, since they are kept for good.
    /// </summary>
    /// <param name="sql">One statement with parameters <c>@name</c>, for both engines; a constant.</param>
    /// <param name="values">In the order in which the parameters first appear: long, string, byte[] or null.</param>
    /// <param name="transaction">Of a write.</param>
    /// <returns>The whole number that it gives; null when it gives no row.</returns>
    public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(transaction);
        return _engine.RunAsync(sql, values, transaction);
    }

    /// <summary>
    /// As <see cref="WriteAsync{T}"/>, but beside the other writers rather than before or after them: for bulk work that would keep them waiting, and whose
    /// correctness rests on constraints and row locks (READ COMMITTED). SQLite has one writer at a time: there it is the same as <see cref="WriteBulkAsync{T}"/>.
    /// </summary>
    public async Task<T> WriteAsideAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(write);
        await using var transaction = await _engine.BeginAsideAsync(cancellation);
        if (transaction is null)
        {
            return await WriteBulkAsync(write, cancellation);
        }

        await using var connection = transaction.Connection!;

        // A transaction in which a statement has failed is rolled back by its COMMIT, without an error; removing a savepoint says so.
        await transaction.SaveAsync("whole", cancellation);
        var result = await write(transaction);
        await transaction.ReleaseAsync("whole", CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <summary>Throws when the database cannot be read.</summary>
    public Task ProbeAsync(CancellationToken cancellation) => ReadAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM schema_migrations";
            command.CommandTimeout = 5; // s: who asks for health does not wait long
            return await command.ExecuteScalarAsync(cancellation);
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _batcher.Dispose();
        _engine.Dispose();
    }

    internal static async Task<Database> OpenAsync(IStorageEngine engine, TimeProvider time, MigrationSet[] sets)
    {
        var database = new Database(engine);
        try
        {
            await Migrator.ApplyAsync(database, engine, sets, time);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private async Task<T> RunSnapshotAsync<T>(DbConnection connection, Func<DbTransaction, Task<T>> read, CancellationToken cancellation)
    {
        await using var transaction = await _engine.BeginSnapshotAsync(connection, cancellation);
        var result = await read(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
