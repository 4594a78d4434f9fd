using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pmo.Matching.Scanning.Storage;

namespace Pmo.Matching.Storage;

/// <summary>The few things that engines say differently; the stores' other SQL is common to all. Thread-safe.</summary>
internal static class Dialect
{
    /// <summary>
    /// Condition that a column is among the parameter <c>@pseudonyms</c>, a <see cref="PseudonymList"/>. Never a join, so that the records can lie divided
    /// by pseudonym, and their parts on other servers.
    /// </summary>
    public static string Among(DbConnection connection, string column) => connection is NpgsqlConnection
        ? $"{column} = ANY(@pseudonyms)"
        : $"{column} IN (SELECT unhex(value) FROM json_each(@pseudonyms))";

    /// <summary>After a SELECT by key within a transaction: whoever would change the row waits for its end. On SQLite every writer does.</summary>
    public static string ForShare(DbConnection connection) => connection is NpgsqlConnection ? "FOR SHARE" : "";

    /// <summary>All records, a person's one after the other.</summary>
    public static RecordCursor OpenRecords(DbConnection connection) => connection is NpgsqlConnection postgres
        ? new PostgresRecordCursor(postgres)
        : new SqliteRecordCursor((SqliteConnection)connection);
}
