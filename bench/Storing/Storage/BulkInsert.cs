using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Pmo.Matching.Uploads.Storage;
using SQLitePCL;

namespace Pmo.Bench.Storing.Storage;

/// <summary>
/// The engine's own way to insert many rows, with nothing around it: in SQLite one prepared statement bound and stepped by its C interface, in PostgreSQL a
/// binary COPY. The caller's transaction.
/// </summary>
internal static class BulkInsert
{
    private const string Columns =
        "pseudonym, upload, seq, epoch, element, household, household_element, aid_type, amount, period, region, desil, needs, delivered, ref";

    /// <param name="transaction">Committed by the caller.</param>
    /// <param name="upload">Key of the upload.</param>
    /// <param name="records">In order of pseudonym.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task RunAsync(DbTransaction transaction, long upload, IReadOnlyList<Record> records, CancellationToken cancellation)
    {
        if (transaction.Connection is SqliteConnection sqlite)
        {
            Insert(sqlite.Handle!, upload, records);
        }
        else
        {
            await CopyAsync((NpgsqlConnection)transaction.Connection!, upload, records, cancellation);
        }
    }

    private static void Insert(sqlite3 database, long upload, IReadOnlyList<Record> records)
    {
        Expect(raw.sqlite3_prepare_v2(database, $"INSERT INTO records ({Columns}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", out var insert), raw.SQLITE_OK);
        using (insert)
        {
            foreach (var r in records)
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
                Expect(raw.sqlite3_step(insert), raw.SQLITE_DONE);
                Expect(raw.sqlite3_reset(insert), raw.SQLITE_OK);
            }
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, long upload, IReadOnlyList<Record> records, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY records ({Columns}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var r in records)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(r.Pseudonym.ToArray(), NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(upload, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync((long)r.Seq, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(r.Epoch, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(r.Element.ToArray(), NpgsqlDbType.Bytea, cancellation);
            await WriteAsync(copy, r.Household?.ToArray(), NpgsqlDbType.Bytea, cancellation);
            await WriteAsync(copy, r.HouseholdElement?.ToArray(), NpgsqlDbType.Bytea, cancellation);
            await WriteAsync(copy, r.AidType, NpgsqlDbType.Text, cancellation);
            await WriteAsync(copy, (object?)r.Amount, NpgsqlDbType.Bigint, cancellation);
            await WriteAsync(copy, r.Period, NpgsqlDbType.Text, cancellation);
            await WriteAsync(copy, r.Region, NpgsqlDbType.Text, cancellation);
            await WriteAsync(copy, (object?)(long?)r.Desil, NpgsqlDbType.Bigint, cancellation);
            await WriteAsync(copy, r.Needs, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(r.Delivered ? 1L : 0L, NpgsqlDbType.Bigint, cancellation);
            await WriteAsync(copy, r.Ref, NpgsqlDbType.Text, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken cancellation) =>
        value is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(value, type, cancellation);

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

    private static void Expect(int result, int wanted)
    {
        if (result != wanted)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"SQLite said {result}."));
        }
    }
}
