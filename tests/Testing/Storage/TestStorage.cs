using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pmo.Testing.Postgres;

namespace Pmo.Testing.Storage;

/// <summary>
/// Which database the services under test have: SQLite, or PostgreSQL in the projects that set the switch. Tests name a database by the SQLite file that it
/// is or would be; on PostgreSQL each such name has a schema of its own. Thread-safe.
/// </summary>
public static partial class TestStorage
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

    /// <summary>The same as an argument of a service's command line; nothing on SQLite.</summary>
    /// <param name="file">Path of the SQLite file.</param>
    public static string[] Arguments(string file) => ConnectionString(file) is { } text ? [$"--Storage:ConnectionString={text}"] : [];

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

    /// <summary>A statement that a test wrote for SQLite, in the words of the project's database: bytes and text among them are said in another way.</summary>
    public static string Sql(string sqlite) => !IsPostgres ? sqlite : ZeroBlob().Replace(
        Replaced().Replace(Bytes().Replace(sqlite, "decode('${hex}', 'hex')"), "convert_to(replace(convert_from(${column}, 'UTF8'), ${words}), 'UTF8')"),
        "decode(repeat('00', ${size}), 'hex')");

    /// <summary>Whether bytes stand anywhere in the tables of a database on PostgreSQL, in a text or among binary values; false on SQLite, whose files tell.</summary>
    /// <param name="file">Path of the SQLite file.</param>
    /// <param name="bytes">At least four.</param>
    public static bool Holds(string file, byte[] bytes)
    {
        if (!IsPostgres)
        {
            return false;
        }

        var dump = Dump(file);
        return dump.AsSpan().IndexOf(bytes) >= 0 || dump.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexString(bytes))) >= 0;
    }

    /// <summary>All tables of a database on PostgreSQL as UTF-8 text, binary values in upper-case hexadecimal.</summary>
    /// <param name="file">Path of the SQLite file.</param>
    public static byte[] Dump(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "SET xmlbinary = hex; SELECT CAST(schema_to_xml(current_schema(), true, false, '') AS TEXT)";
        return Encoding.UTF8.GetBytes((string)command.ExecuteScalar()!);
    }

    /// <summary>Copies the rows of tables into the same tables of another database, on PostgreSQL.</summary>
    public static void CopyRows(string from, string to, params string[] tables)
    {
        using var connection = Open(to);
        foreach (var table in tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO {table} SELECT * FROM {SchemaOf(from)}.{table}";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>SQLite files stay open in pools; call it before a test's folder goes.</summary>
    public static void Release() => SqliteConnection.ClearAllPools();

    private static string SchemaOf(string file) => Schemas.GetOrAdd(
        Path.GetFullPath(file), _ => FormattableString.Invariant($"t{Interlocked.Increment(ref _last)}"));

    [GeneratedRegex(@"\bx'(?<hex>[0-9a-fA-F]*)'", RegexOptions.None, 1000)]
    private static partial Regex Bytes();

    [GeneratedRegex(@"\bzeroblob\((?<size>\d+)\)", RegexOptions.None, 1000)]
    private static partial Regex ZeroBlob();

    [GeneratedRegex(@"CAST\(replace\(CAST\((?<column>\w+) AS TEXT\), (?<words>[^)]*)\) AS BLOB\)", RegexOptions.None, 1000)]
    private static partial Regex Replaced();
}
