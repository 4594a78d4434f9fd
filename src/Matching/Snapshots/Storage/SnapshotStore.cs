using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Time;

namespace Pmo.Matching.Snapshots.Storage;

/// <summary>Snapshots: taking, keeping and finding them. Thread-safe.</summary>
internal sealed class SnapshotStore(Database database)
{
    private const int KeptMonths = 12;

    /// <summary>Takes a snapshot of what the transaction sees as committed.</summary>
    public static async Task TakeAsync(DbTransaction transaction, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        var key = await connection.ExecuteScalarAsync<long>(
            "INSERT INTO snapshots (taken_at) VALUES (@at) RETURNING key", new { at = now.ToUnixTimeSeconds() }, transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO snapshot_uploads (snapshot, dataset, upload, as_of)
            SELECT @key, d.key, u.key, d.as_of FROM uploads u JOIN datasets d ON d.key = u.dataset WHERE u.state = 'committed'
            """,
            new { key },
            transaction);
    }

    /// <summary>Takes a snapshot if something was ever committed and the newest is <paramref name="every"/> old; with zero, only if there is none.</summary>
    public Task<bool> TakeDueAsync(DateTimeOffset now, TimeSpan every, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var newest = await transaction.Connection!.ExecuteScalarAsync<long?>("SELECT max(taken_at) FROM snapshots", transaction: transaction);
            var isDue = newest is null
                ? await transaction.Connection!.ExecuteScalarAsync<long?>("SELECT key FROM uploads WHERE state = 'committed' LIMIT 1", transaction: transaction)
                    is not null
                : every > TimeSpan.Zero && newest + (long)every.TotalSeconds <= now.ToUnixTimeSeconds();
            if (isDue)
            {
                await TakeAsync(transaction, now);
            }

            return isDue;
        },
        cancellation);

    /// <summary>Drops what is not kept.</summary>
    /// <returns>How many.</returns>
    public Task<int> PruneAsync(DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(transaction => PruneAsync(transaction, now), cancellation);

    public static async Task<int> PruneAsync(DbTransaction transaction, DateTimeOffset now)
    {
        var all = (await transaction.Connection!.QueryAsync<(long Key, long TakenAt)>(
            "SELECT key, taken_at FROM snapshots ORDER BY taken_at DESC, key DESC", transaction: transaction)).AsList();
        var first = Month(now.ToUnixTimeSeconds()) - KeptMonths;
        var kept = all.GroupBy(s => Month(s.TakenAt)).Where(g => g.Key > first).Select(g => g.First().Key).Concat(all.Take(1).Select(s => s.Key)).ToHashSet();
        var dropped = all.Where(s => !kept.Contains(s.Key)).Select(s => s.Key).ToList();
        foreach (var key in dropped)
        {
            await transaction.Connection!.ExecuteAsync(
                "DELETE FROM snapshot_uploads WHERE snapshot = @key; DELETE FROM snapshots WHERE key = @key", new { key }, transaction);
        }

        return dropped.Count;
    }

    /// <summary>Takes a dataset out of all snapshots, because it is closed.</summary>
    public static Task RemoveAsync(DbTransaction transaction, long dataset) => transaction.Connection!.ExecuteAsync(
        "DELETE FROM snapshot_uploads WHERE dataset = @dataset", new { dataset }, transaction);

    /// <summary>The newest snapshot; with <paramref name="before"/> the newest of that day (WIB) or earlier; null when there is none.</summary>
    public static async Task<Snapshot?> FindAsync(DbConnection connection, DateOnly? before)
    {
        var until = before is { } day ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, Wib.Offset).ToUnixTimeSeconds() : long.MaxValue;
        var found = await connection.QueryFirstOrDefaultAsync<(long Key, long TakenAt)?>(
            "SELECT key, taken_at FROM snapshots WHERE taken_at < @until ORDER BY taken_at DESC, key DESC LIMIT 1", new { until });
        if (found is not { } snapshot)
        {
            return null;
        }

        var uploads = await connection.QueryAsync<SnapshotUpload>(
            "SELECT dataset, upload, as_of FROM snapshot_uploads WHERE snapshot = @Key ORDER BY upload", new { snapshot.Key });
        return new Snapshot(snapshot.Key, snapshot.TakenAt, uploads.AsList());
    }

    private static int Month(long seconds)
    {
        var day = Wib.DateOf(DateTimeOffset.FromUnixTimeSeconds(seconds));
        return (day.Year * 12) + day.Month;
    }
}
