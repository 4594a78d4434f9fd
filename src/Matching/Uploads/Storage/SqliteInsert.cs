using Microsoft.Data.Sqlite;
using Pmo.Matching.Storage;
using SQLitePCL;

namespace Pmo.Matching.Uploads.Storage;

/// <summary>Inserts records as <see cref="SqliteRows"/>.</summary>
internal static class SqliteInsert
{
    /// <param name="connection">Within a transaction.</param>
    /// <param name="columns">In the order of <see cref="Bind(sqlite3_stmt, long, in Record)"/>.</param>
    /// <param name="upload">Key of the upload.</param>
    /// <param name="records">In order of pseudonym, for speed alone.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <exception cref="SqliteException">The database refused.</exception>
    public static void Run(
        SqliteConnection connection, IReadOnlyCollection<string> columns, long upload, IEnumerable<Record> records, CancellationToken cancellation)
    {
        var sql = $"INSERT INTO records ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        SqliteRows.Run(connection, sql, records, (insert, record) => Bind(insert, upload, record), cancellation);
    }

    private static void Bind(sqlite3_stmt insert, long upload, in Record r)
    {
        raw.sqlite3_bind_blob(insert, 1, r.Pseudonym.Span);
        raw.sqlite3_bind_int64(insert, 2, upload);
        raw.sqlite3_bind_int64(insert, 3, r.Seq);
        raw.sqlite3_bind_int64(insert, 4, r.Epoch);
        raw.sqlite3_bind_blob(insert, 5, r.Element.Span);
        Bind(insert, 6, r.Household);
        Bind(insert, 7, r.HouseholdElement);
        Bind(insert, 8, r.AidType);
        Bind(insert, 9, r.Amount);
        Bind(insert, 10, r.Period);
        Bind(insert, 11, r.Region);
        Bind(insert, 12, r.Desil);
        Bind(insert, 13, r.Needs);
        raw.sqlite3_bind_int64(insert, 14, r.Delivered ? 1 : 0);
        Bind(insert, 15, r.Ref);
    }

    private static void Bind(sqlite3_stmt insert, int at, ReadOnlyMemory<byte>? value)
    {
        if (value is { } bytes)
        {
            raw.sqlite3_bind_blob(insert, at, bytes.Span);
        }
        else
        {
            raw.sqlite3_bind_null(insert, at);
        }
    }

    private static void Bind(sqlite3_stmt insert, int at, long? value)
    {
        if (value is { } number)
        {
            raw.sqlite3_bind_int64(insert, at, number);
        }
        else
        {
            raw.sqlite3_bind_null(insert, at);
        }
    }

    private static void Bind(sqlite3_stmt insert, int at, string? value)
    {
        if (value is null)
        {
            raw.sqlite3_bind_null(insert, at);
        }
        else
        {
            raw.sqlite3_bind_text(insert, at, value);
        }
    }
}
