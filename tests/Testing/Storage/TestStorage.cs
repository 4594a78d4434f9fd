using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pmo.Testing.Postgres;

namespace Pmo.Testing.Storage;

/// <summary>
/// Which database the services under test have: SQLite, or PostgreSQL in the projects that set the switch. Tests name a database by the SQLite file that it
/// is or would be; on PostgreSQL each such name has a schema of its own. Thread-safe.
/// </summary>
public static class TestStorage
{
    private static readonly ConcurrentDictionary<string, string> Schemas = new(StringComparer.Ordinal);
    private static int _last;

    /// <summary>Whether this project is for PostgreSQL.</summary>
    public static bool IsForPostgres { get; } = AppContext.TryGetSwitch("Pmo.Testing.Postgres", out var on) && on;

    /// <summary>Whether it runs on it; without a server all tests are skipped, and fixtures make do with SQLite.</summary>
    public static bool IsPostgres { get; } = IsForPostgres && PostgresServer.IsInstalled;

    /// <summary>What <c>Storage:ConnectionString</c> must be for the database of that name; null on SQLite.</summary>
    /// <param name="file">Path of the SQLite file.</param>
    public static string? ConnectionString(string file) => IsPostgres ? PostgresServer.Shared.ConnectionString(SchemaOf(file)) : null;

    /// <summary>Looks into a database from outside the service. It must be there.</summary>
    /// <param name="file">Path of the SQLite file.</param>
    public static DbConnection Open(string file)
    {
        DbConnection connection = ConnectionString(file) is { } text
            ? new NpgsqlConnection(text + ";Pooling=false")
            : new SqliteConnection($"Data Source={file};Mode=ReadWrite;Default Timeout=30;Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>SQLite files stay open in pools; call it before a test's folder goes.</summary>
    public static void Release() => SqliteConnection.ClearAllPools();

    private static string SchemaOf(string file) => Schemas.GetOrAdd(
        Path.GetFullPath(file), _ => FormattableString.Invariant($"t{Interlocked.Increment(ref _last)}"));
}
