using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pmo.Hosting.Storage.Sqlite;

/// <summary>
/// The statements that a connection runs again and again, compiled once and stepped directly: the driver's command looks each parameter up by name for each
/// run and takes several times as long as the statement. Not thread-safe, as the connection.
/// </summary>
internal sealed class SqliteStatements : IDisposable
{
    private static readonly ConditionalWeakTable<SqliteConnection, SqliteStatements> OfConnections = [];

    private readonly Dictionary<string, sqlite3_stmt> _compiled = new(StringComparer.Ordinal);
    private readonly sqlite3 _database;

    private SqliteStatements(sqlite3 database) => _database = database;

    /// <summary>Those of a connection.</summary>
    public static SqliteStatements Of(SqliteConnection connection) => OfConnections.GetValue(connection, c => new SqliteStatements(c.Handle!));

    /// <summary>Ends those of a connection, before it is closed.</summary>
    public static void End(SqliteConnection connection)
    {
        if (OfConnections.TryGetValue(connection, out var statements))
        {
            statements.Dispose();
            OfConnections.Remove(connection);
        }
    }

    /// <inheritdoc cref="Database.RunAsync"/>
    /// <exception cref="SqliteException">The database refused.</exception>
    public long? Run(string sql, object?[] values)
    {
        if (!_compiled.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(_database, sql, out statement));
            _compiled.Add(sql, statement);
        }

        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(statement, i + 1, values[i]));
        }

        long? result = raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : null;

        // Tells what the step came to. What a statement writes is written when it gives its first row.
        Check(raw.sqlite3_reset(statement));
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _compiled.Values)
        {
            statement.Dispose();
        }

        _compiled.Clear();
    }

    private static int Bind(sqlite3_stmt statement, int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        string text => raw.sqlite3_bind_text(statement, index, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be bound.", nameof(value)),
    };

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
