using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace Pmo.Hosting.Storage.Postgres;

/// <summary>
/// The write lock is an advisory lock of the schema, held until the transaction's commit can be seen: what several replicas write is one after the other, as
/// with a SQLite file. READ COMMITTED, so that each statement sees what was committed before the lock was given.
/// </summary>
internal sealed class PostgresWriter(NpgsqlDataSource source) : IWriterConnection
{
    private const string Savepoint = "writer";

    // The first of the two numbers that name the lock, 'PMO' and a version; the second is the schema's.
    private const int LockClass = 0x504D4F01;

    private NpgsqlConnection? _connection;
    private string _lock = "";

    /// <inheritdoc/>
    public bool SavepointsTakeMemory => false;

    /// <inheritdoc/>
    public async Task<DbTransaction> BeginAsync()
    {
        if (_connection is { } connection)
        {
            try
            {
                return await BeginAsync(connection);
            }
            catch (Exception e) when (e is DbException or InvalidOperationException && connection.State != ConnectionState.Open)
            {
                // The server was restarted since, or the connection ended by it, which the driver may have seen already. Nothing has been written through
                // it yet: once more, with a new one.
                Drop();
            }
        }

        return await BeginAsync(await OpenAsync());
    }

    /// <inheritdoc/>
    public Task MarkAsync(DbTransaction transaction) => transaction.SaveAsync(Savepoint);

    /// <inheritdoc/>
    public Task GoBackAsync(DbTransaction transaction) => transaction.RollbackAsync(Savepoint);

    /// <inheritdoc/>
    public Task KeepAsync(DbTransaction transaction) => transaction.ReleaseAsync(Savepoint);

    /// <inheritdoc/>
    public void EnsureThere()
    {
        // The server says when it is gone.
    }

    /// <inheritdoc/>
    public void Drop()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            source.Discard(connection);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await source.OpenConnectionAsync();
        try
        {
            var schema = await connection.ExecuteScalarAsync<int?>("SELECT oid::int FROM pg_namespace WHERE nspname = current_schema()")
                ?? throw new NpgsqlException("The user has no schema to write to: name one by Search Path.");
            _lock = FormattableString.Invariant($"SELECT pg_advisory_xact_lock({LockClass}, {schema})");
            return _connection = connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<DbTransaction> BeginAsync(NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        try
        {
            await connection.ExecuteAsync(_lock, transaction: transaction);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
