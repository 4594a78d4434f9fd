using System.Buffers.Binary;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Pmo.Hosting.Storage;
using Pmo.Matching.Storage;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Uploads.Storage;

/// <summary>One row as it is stored. Never prints itself.</summary>
internal readonly record struct Record(
    ReadOnlyMemory<byte> Pseudonym,
    ReadOnlyMemory<byte> Element,
    ReadOnlyMemory<byte>? Household,
    ReadOnlyMemory<byte>? HouseholdElement,
    long Epoch,
    int Seq,
    string? AidType,
    long? Amount,
    string? Period,
    string? Region,
    int? Desil,
    string? Needs,
    bool Delivered,
    string? Ref)
{
    public override string ToString() => nameof(Record);
}

/// <summary>Records in bulk: one prepared statement or binary COPY, in the order of the primary key, which keeps the tree's pages together.</summary>
internal static class RecordStore
{
    private static readonly string[] Columns =
    [
        "pseudonym", "upload", "seq", "epoch", "element", "household", "household_element", "aid_type", "amount", "period", "region", "desil", "needs",
        "delivered", "ref",
    ];

    public static Task InsertAsync(DbTransaction transaction, long upload, IReadOnlyList<Record> records, CancellationToken cancellation)
    {
        if (transaction.Connection is NpgsqlConnection postgres)
        {
            return CopyAsync(postgres, upload, records, cancellation);
        }

        // SQLite has no asynchronous calls.
        SqliteInsert.Run((SqliteConnection)transaction.Connection!, Columns, upload, InOrder(records), cancellation);
        return Task.CompletedTask;
    }

    /// <summary>With parameters <c>upload</c>, <c>pseudonyms</c> and <c>seqs</c>.</summary>
    /// <remarks>
    /// The plus keeps the places out of the search: sought by both, SQLite looks for each pseudonym at each place, four million times for two thousand rows.
    /// </remarks>
    public static string DeleteSql(DbConnection connection) =>
        $"DELETE FROM records WHERE upload = @upload AND {Dialect.Among(connection, "pseudonym")} AND +seq IN @seqs";

    /// <summary>Deletes some of the records of an upload.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> DeleteAsync(DbTransaction transaction, long upload, int most)
    {
        var connection = transaction.Connection!;
        var some = (await connection.QueryAsync<(byte[] Pseudonym, long Seq)>(
            "SELECT pseudonym, seq FROM records WHERE upload = @upload LIMIT @most", new { upload, most }, transaction)).AsList();
        return some.Count == 0 ? 0 : await connection.ExecuteAsync(
            DeleteSql(connection),
            new { upload, pseudonyms = new PseudonymList(some.Select(r => Pseudonym.Read(r.Pseudonym)).Distinct()), seqs = SqlList.Of(some.Select(r => r.Seq)) },
            transaction);
    }

    /// <summary>Deletes what an earlier attempt at the same rows has left.</summary>
    public static Task DeleteAsync(DbTransaction transaction, long upload, IReadOnlyList<Record> records) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM records WHERE upload = @upload AND seq BETWEEN @first AND @last",
        new { upload, first = records.Min(r => (long)r.Seq), last = records.Max(r => (long)r.Seq) },
        transaction);

    private static async Task CopyAsync(NpgsqlConnection connection, long upload, IReadOnlyList<Record> records, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY records ({string.Join(", ", Columns)}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var r in InOrder(records))
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(r.Pseudonym, NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(upload, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync((long)r.Seq, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(r.Epoch, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(r.Element, NpgsqlDbType.Bytea, cancellation);
            await WriteAsync(copy, r.Household, NpgsqlDbType.Bytea, cancellation);
            await WriteAsync(copy, r.HouseholdElement, NpgsqlDbType.Bytea, cancellation);
            await WriteAsync(copy, r.AidType, cancellation);
            await WriteAsync(copy, r.Amount, NpgsqlDbType.Bigint, cancellation);
            await WriteAsync(copy, r.Period, cancellation);
            await WriteAsync(copy, r.Region, cancellation);
            await WriteAsync<long>(copy, r.Desil, NpgsqlDbType.Bigint, cancellation);
            await WriteAsync(copy, r.Needs, cancellation);
            await copy.WriteAsync(r.Delivered ? 1L : 0L, NpgsqlDbType.Bigint, cancellation);
            await WriteAsync(copy, r.Ref, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellation)
        where T : struct => value is { } some ? copy.WriteAsync(some, type, cancellation) : copy.WriteNullAsync(cancellation);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? value, CancellationToken cancellation) =>
        value is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(value, NpgsqlDbType.Text, cancellation);

    // By the first half of the pseudonym, which is random enough for what is for speed alone; and by their places, since a part's records are a megabyte or two to copy.
    private static IEnumerable<Record> InOrder(IReadOnlyList<Record> records)
    {
        var (halves, places) = (new ulong[records.Count], new int[records.Count]);
        for (var i = 0; i < records.Count; i++)
        {
            (halves[i], places[i]) = (BinaryPrimitives.ReadUInt64BigEndian(records[i].Pseudonym.Span), i);
        }

        Array.Sort(halves, places);
        return places.Select(i => records[i]);
    }
}
