using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Bench.Storing.Storage;

/// <summary>A dataset with one upload of the same key.</summary>
/// <param name="Key">Of both.</param>
/// <param name="Id">The dataset's.</param>
/// <param name="Kind"><c>aid</c> or <c>register</c>.</param>
/// <param name="AidType">Of all its rows.</param>
internal sealed record BenchDataset(long Key, string Id, string Kind, string? AidType)
{
    public const string Owner = "dinas-bench";

    /// <summary>Lays it down, with an upload that is committed and in a snapshot, or without any.</summary>
    public Task AddAsync(Database database, bool withUpload, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(
                """
                INSERT INTO datasets (key, id, owner, title, kind, unit, basis, retain_until, programme, aid_type, year, state, as_of, rows, audit, changes)
                VALUES (@Key, @Id, @Owner, 't', @Kind, 'person', 'b', '2099-01-01', @Id, @AidType, 2026, 'open', NULL, 0, 'a', 0)
                """,
                new { Key, Id, Owner, Kind, AidType },
                transaction);
            if (withUpload)
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO uploads (key, id, dataset, partner, mode, as_of, rows, without_nik, quality, state, expires_at)
                    VALUES (@Key, @Id, @Key, @Owner, 'replace', '2026-01-01', 0, '{}', '{}', 'committed', 0)
                    """,
                    new { Key, Id, Owner },
                    transaction);
                await connection.ExecuteAsync("INSERT INTO snapshots (key, taken_at) VALUES (1, 1) ON CONFLICT DO NOTHING", transaction: transaction);
                await connection.ExecuteAsync(
                    "INSERT INTO snapshot_uploads (snapshot, dataset, upload, as_of) VALUES (1, @Key, @Key, '2026-01-01')", new { Key }, transaction);
            }
        },
        cancellation);

    /// <summary>Whether a run before filled the database to the end: its last row tells.</summary>
    public static Task<bool> IsFilledAsync(Database database, CancellationToken cancellation) => database.ReadAsync(
        async connection => await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM uploads WHERE id = 'filled'") > 0, cancellation);

    /// <summary>Says so.</summary>
    public Task MarkFilledAsync(Database database, CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO uploads (key, id, dataset, partner, mode, as_of, rows, without_nik, quality, state, expires_at)
            VALUES (1000, 'filled', @Key, @Owner, 'replace', '2026-01-01', 0, '{}', '{}', 'ended', 0)
            """,
            new { Key, Owner },
            transaction),
        cancellation);
}
