using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pmo.Matching.Scanning.Storage;
using Pmo.Matching.Tokens;

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

    /// <summary>
    /// The instant before which a transaction must not have begun that still reads, before what it may see is destroyed; a SELECT of one text or nothing.
    /// Null where each transaction sees all of one instant. Records on other servers it sees as they are when it first comes to each.
    /// </summary>
    public static string? ReadersBefore(DbConnection connection) => connection is NpgsqlConnection
        ? """
          SELECT CAST(clock_timestamp() AS TEXT) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = 'records'::regclass AND c.relkind = 'f' LIMIT 1
          """
        : null;

    /// <summary>How many transactions are under way that began before <c>@instant</c>.</summary>
    public const string CountReadersBefore =
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND xact_start < CAST(@instant AS TIMESTAMPTZ)
        """;

    /// <inheritdoc cref="RecordSearch.Open"/>
    public static RecordSearch SearchRecords(DbConnection connection, string columns, string key, IEnumerable<Pseudonym> wanted) =>
        connection is NpgsqlConnection postgres
            ? new PostgresRecordSearch(postgres, columns, key, wanted)
            : new SqliteRecordSearch((SqliteConnection)connection, columns, key, wanted);

    /// <summary>All records, a person's one after the other.</summary>
    public static RecordCursor OpenRecords(DbConnection connection) => connection is NpgsqlConnection postgres
        ? new PostgresRecordCursor(postgres)
        : new SqliteRecordCursor((SqliteConnection)connection);
}
