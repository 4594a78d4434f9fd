using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pmo.Hosting.Storage.Postgres;

namespace Pmo.Hosting.Storage;

/// <summary>A service's database as it lies there, for tools: read, never written nor migrated, beside a running service or a backup of one. Thread-safe.</summary>
public sealed class StoredDatabase : IDisposable
{
    private readonly NpgsqlDataSource? _source;
    private readonly Func<DbConnection> _connect;

    private StoredDatabase(NpgsqlDataSource? source, Func<DbConnection> connect) => (_source, _connect) = (source, connect);

    /// <summary>A SQLite file.</summary>
    /// <param name="file">Its path.</param>
    public static StoredDatabase OfFile(string file)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
        return new StoredDatabase(null, () => new SqliteConnection(text));
    }

    /// <summary>A schema of a PostgreSQL database.</summary>
    /// <param name="file">Holds the connection string, as the service has it; nobody else may read it.</param>
    /// <exception cref="Startup.StartupException"><c>storage_setting_invalid</c>.</exception>
    public static StoredDatabase OfServer(string file)
    {
        var source = PostgresSettings.Parse(ConnectionSecret.ReadFile(file), "pmo-tool").NewSource();
        return new StoredDatabase(source, source.CreateConnection);
    }

    /// <summary>Runs a read on a connection of its own.</summary>
    /// <exception cref="DbException">It cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var connection = _connect();
        await connection.OpenAsync(cancellation);
        return await read(connection);
    }

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();
}
