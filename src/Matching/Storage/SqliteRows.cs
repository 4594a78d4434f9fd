using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pmo.Matching.Storage;

/// <summary>
/// Writes many rows by one statement that is bound and stepped directly: Microsoft.Data.Sqlite looks each parameter up by name for each row and wants
/// arrays of its own, which takes as long as the insert itself.
/// </summary>
internal static class SqliteRows
{
    /// <param name="connection">Within a transaction.</param>
    /// <param name="sql">One statement, its parameters as <c>?</c>.</param>
    /// <param name="rows">One run of the statement each.</param>
    /// <param name="bind">Binds every parameter, from 1.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <exception cref="SqliteException">The database refused.</exception>
    public static void Run<T>(
        SqliteConnection connection, string sql, IEnumerable<T> rows, Action<sqlite3_stmt, T> bind, CancellationToken cancellation)
    {
        var database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out var statement), database);
        using (statement)
        {
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                bind(statement, row);
                if (raw.sqlite3_step(statement) != raw.SQLITE_DONE)
                {
                    // Tells the same again, and the database why.
                    SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(statement), database);
                }

                raw.sqlite3_reset(statement);
            }
        }
    }
}
