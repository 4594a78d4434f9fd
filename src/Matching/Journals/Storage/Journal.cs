using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pmo.Hosting.Storage;
using Pmo.Matching.Datasets;
using Pmo.Matching.Storage;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;
using SQLitePCL;

namespace Pmo.Matching.Journals.Storage;

/// <summary>
/// Who asked about whom, for the persons themselves (UU 27/2022 art. 32). Written in the transaction that makes an answer good, read for one person at a
/// time. Thread-safe.
/// </summary>
internal sealed class Journal(Database database)
{
    private const int Batch = 50;

    /// <summary>Writes an inquiry without persons, unless its receipt is there.</summary>
    /// <returns>Its key, and whether its charge was given back meanwhile.</returns>
    public static Task<(long Key, long Void)> OpenAsync(DbTransaction transaction, Inquiry inquiry, bool isVoid = false) =>
        transaction.Connection!.QuerySingleAsync<(long, long)>(
            """
            INSERT INTO inquiries (receipt, partner, agreement, purpose, operation, kind, datasets, day, void)
            VALUES (@Receipt, @Partner, @Agreement, @Purpose, @Operation, @Kind, @datasets, @day, @isVoid)
            ON CONFLICT (receipt) DO UPDATE SET void = CASE WHEN excluded.partner = inquiries.partner AND excluded.void > inquiries.void
              THEN excluded.void ELSE inquiries.void END
            RETURNING key, void
            """,
            new
            {
                inquiry.Receipt, inquiry.Partner, inquiry.Agreement, inquiry.Purpose, inquiry.Operation, inquiry.Kind,
                datasets = JsonSerializer.Serialize(inquiry.Datasets, ApiJson.Options), day = Dataset.WriteDay(inquiry.Day), isVoid = isVoid ? 1 : 0,
            },
            transaction);

    /// <summary>Writes whom an inquiry was about.</summary>
    /// <param name="transaction">Of the answer.</param>
    /// <param name="inquiry">Its key.</param>
    /// <param name="pages">They, as <see cref="JournalPages.Divide"/> does it.</param>
    public static async Task AddAsync(DbTransaction transaction, long inquiry, IEnumerable<(int Bucket, byte[] Matched, byte[] Others)> pages)
    {
        if (transaction.Connection is NpgsqlConnection)
        {
            await JournalArrays.InsertAsync(transaction, inquiry, [.. pages]);
            return;
        }

        SqliteRows.Run(
            (SqliteConnection)transaction.Connection!,
            "INSERT INTO journal (bucket, inquiry, matched, others) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            pages,
            (insert, page) =>
            {
                raw.sqlite3_bind_int64(insert, 1, page.Bucket);
                raw.sqlite3_bind_int64(insert, 2, inquiry);
                raw.sqlite3_bind_blob(insert, 3, page.Matched);
                raw.sqlite3_bind_blob(insert, 4, page.Others);
            },
            CancellationToken.None);
    }

    /// <summary>All inquiries about a person, the oldest first, and whether they found them.</summary>
    public static async Task<IReadOnlyList<(Inquiry Inquiry, bool Matched)>> FindAsync(DbConnection connection, Pseudonym person, DbTransaction? transaction)
    {
        var (found, bucket) = (new Dictionary<long, bool>(), JournalPages.BucketOf(person));
        var pages = connection.QueryUnbufferedAsync<(long Inquiry, byte[] Matched, byte[] Others)>(
            "SELECT inquiry, matched, others FROM journal WHERE bucket = @bucket", new { bucket }, transaction);
        await foreach (var (inquiry, matched, others) in pages)
        {
            if (JournalPages.Contains(matched, person))
            {
                found[inquiry] = true;
            }
            else if (JournalPages.Contains(others, person))
            {
                found[inquiry] = false;
            }
        }

        var rows = new List<Row>();
        foreach (var keys in found.Keys.Order().Chunk(500))
        {
            rows.AddRange(await connection.QueryAsync<Row>(
                "SELECT key, receipt, partner, agreement, purpose, operation, kind, datasets, day FROM inquiries WHERE key IN @keys ORDER BY key",
                new { keys = SqlList.Of(keys) },
                transaction));
        }

        return [.. rows.Select(r => (r.ToInquiry(), found[r.Key]))];
    }

    /// <summary>Forgets the inquiries before a day, and with them that their persons were charged.</summary>
    public async Task ForgetAsync(DateOnly before, CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            more = await database.WriteAsync(
                async transaction =>
                {
                    var keys = (await transaction.Connection!.QueryAsync<long>(
                        "SELECT key FROM inquiries WHERE day < @day ORDER BY day LIMIT @Batch", new { day = Dataset.WriteDay(before), Batch }, transaction)).AsList();
                    foreach (var key in keys)
                    {
                        await transaction.Connection!.ExecuteAsync(
                            """
                            DELETE FROM journal WHERE inquiry = @key;
                            DELETE FROM asked WHERE inquiry = @key;
                            DELETE FROM inquiries WHERE key = @key
                            """,
                            new { key },
                            transaction);
                    }

                    return keys.Count == Batch;
                },
                cancellation);
        }
    }

    private sealed class Row
    {
        public long Key { get; init; }
        public string Receipt { get; init; } = "";
        public string Partner { get; init; } = "";
        public string Agreement { get; init; } = "";
        public string Purpose { get; init; } = "";
        public string Operation { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Datasets { get; init; } = "[]";
        public string Day { get; init; } = "";

        public Inquiry ToInquiry() => new(
            Receipt, Partner, Agreement, Purpose, Operation, Kind, JsonSerializer.Deserialize<string[]>(Datasets, ApiJson.Options)!, Dataset.ReadDay(Day));
    }
}
