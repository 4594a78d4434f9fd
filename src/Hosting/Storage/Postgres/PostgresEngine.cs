using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Storage.Postgres;

/// <summary>A schema of a PostgreSQL database, which several replicas share, and perhaps its standby. Thread-safe.</summary>
internal sealed class PostgresEngine : IStorageEngine
{
    // Of whom nobody else in the database should take: 'PMO' and a version.
    private const long SchemaLock = 0x504D4F01;

    private readonly PostgresSettings _settings;
    private readonly NpgsqlDataSource _source;

    public PostgresEngine(PostgresSettings settings, PostgresSettings? standby = null)
    {
        _settings = settings;
        _source = settings.NewSource();
        Standby = standby is null ? null : new PostgresStandby(_source, standby);
    }

    /// <inheritdoc/>
    public StorageProvider Provider => StorageProvider.Postgres;

    /// <inheritdoc/>
    public PostgresStandby? Standby { get; }

    /// <inheritdoc/>
    public async Task PrepareAsync()
    {
        await using var connection = await _source.OpenConnectionAsync();
        if (await connection.ExecuteScalarAsync<string>("SHOW server_encoding") is { } encoding and not "UTF8")
        {
            throw PostgresSettings.Invalid($"pengodean basis data {encoding}; buat dengan ENCODING 'UTF8'", $"the database's encoding is {encoding}; create it with ENCODING 'UTF8'");
        }

        if (_settings.Schema is not { } schema
            || await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname = @schema", new { schema }) > 0)
        {
            return;
        }

        // IF NOT EXISTS alone does not hold against another replica at the same instant.
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@SchemaLock)", new { SchemaLock }, transaction);
        await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {schema}", transaction: transaction); // a name that needs no quotes: PostgresSettings
        await transaction.CommitAsync();
    }

    /// <inheritdoc/>
    public StartupException? Explain(DbException failure)
    {
        // A class of SQLSTATE that speaks of the server and its rights; others are errors of this program.
        if (failure is PostgresException { SqlState: var state } && state[..2] is not ("08" or "25" or "28" or "3D" or "3F" or "53" or "57" or "58") && state != PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }

        var reason = failure is PostgresException answer ? $"{answer.SqlState} {answer.MessageText}" : failure.Message;
        return new StartupException(
            "database_unreachable",
            $"PostgreSQL {_settings.Place} tidak dapat dipakai: {reason}. Periksa server, nama basis data, pengguna dan haknya (CREATE pada skema).",
            $"PostgreSQL {_settings.Place} cannot be used: {reason}. Check the server, the database's name, the user and its rights (CREATE on the schema).",
            failure);
    }

    /// <inheritdoc/>
    public async ValueTask<DbConnection> TakeAsync(CancellationToken cancellation) => await _source.OpenConnectionAsync(cancellation);

    /// <inheritdoc/>
    public void Give(DbConnection connection) => connection.Dispose();

    /// <inheritdoc/>
    public void Discard(DbConnection connection) => _source.Discard(connection);

    /// <inheritdoc/>
    public async ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await connection.ExecuteAsync("SET TRANSACTION READ ONLY", transaction: transaction);
        return transaction;
    }

    /// <inheritdoc/>
    public IWriterConnection NewWriter() => new PostgresWriter(_source);

    /// <inheritdoc/>
    public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) =>
        PostgresStatements.Of((NpgsqlConnection)transaction.Connection!).RunAsync(sql, values, (NpgsqlTransaction)transaction);

    /// <inheritdoc/>
    public async ValueTask<DbTransaction?> BeginAsideAsync(CancellationToken cancellation)
    {
        var connection = await _source.OpenConnectionAsync(cancellation);
        try
        {
            return await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Standby?.Dispose();
        _source.Dispose();
    }
}
