using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Storage.Sqlite;

/// <summary>A file of the service's own, which one process uses. Thread-safe.</summary>
internal sealed class SqliteEngine : IStorageEngine
{
    // Reading every page of a large database would hold up the start; below this it takes well under a second.
    private const long QuickCheckBytes = 64L * 1024 * 1024;

    private readonly string _file;
    private readonly string _connectionString;
    private readonly ReaderPool _readers;

    public SqliteEngine(string file)
    {
        _file = file;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = true,
            DefaultTimeout = 30,
        }.ToString();
        _readers = new ReaderPool(OpenAsync);
    }

    /// <inheritdoc/>
    public StorageProvider Provider => StorageProvider.Sqlite;

    /// <inheritdoc/>
    public Postgres.PostgresStandby? Standby => null;

    /// <inheritdoc/>
    public async Task PrepareAsync()
    {
        await using var connection = await OpenAsync(CancellationToken.None);
        if (new FileInfo(_file).Length < QuickCheckBytes && await connection.ExecuteScalarAsync<string>("PRAGMA quick_check(1)") != "ok")
        {
            throw Damaged(inner: null);
        }

        await connection.ExecuteAsync("PRAGMA journal_mode = WAL");
    }

    /// <inheritdoc/>
    public StartupException? Explain(DbException failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => Damaged(failure),
        SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR => new StartupException(
            "data_unwritable",
            $"Basis data {_file} tidak dapat dibuka untuk ditulis. Periksa izin dan ruang kosong.",
            $"The database {_file} cannot be opened for writing. Check its permissions and the free space.",
            failure),
        _ => null,
    };

    /// <inheritdoc/>
    public async ValueTask<DbConnection> TakeAsync(CancellationToken cancellation) => await _readers.TakeAsync(cancellation);

    /// <inheritdoc/>
    public void Give(DbConnection connection) => _readers.Give((SqliteConnection)connection);

    /// <inheritdoc/>
    public void Discard(DbConnection connection) => connection.Dispose();

    /// <inheritdoc/>
    public ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellation) =>
        new(((SqliteConnection)connection).BeginTransaction(deferred: true));

    /// <inheritdoc/>
    public IWriterConnection NewWriter() => new SqliteWriter(_file, OpenAsync);

    /// <inheritdoc/>
    public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) =>
        new(SqliteStatements.Of((SqliteConnection)transaction.Connection!).Run(sql, values));

    /// <inheritdoc/>
    public ValueTask<DbTransaction?> BeginAsideAsync(CancellationToken cancellation) => new((DbTransaction?)null);

    /// <inheritdoc/>
    public void Dispose()
    {
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

    private StartupException Damaged(Exception? inner) => new(
        "database_damaged",
        $"Basis data {_file} rusak. Hentikan layanan dan pulihkan dari cadangan; jangan hapus berkasnya.",
        $"The database {_file} is damaged. Stop the service and restore a backup; do not delete the file.",
        inner);
}
