using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Datasets;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Destructions;
using Pmo.Matching.Destructions.Storage;
using Pmo.Matching.Storage;
using Pmo.Matching.Uploads.Storage;

namespace Pmo.Matching.Cleaning.Storage;

/// <summary>What can be destroyed, and destroying it in transactions of bounded size. Thread-safe.</summary>
internal sealed class CleaningStore(Database database, DestructionTable destructions)
{
    // Some 20 ms of the write lock at a time.
    private const int Batch = 2000;

    private static readonly TimeSpan ReadersPause = TimeSpan.FromMilliseconds(100);

    // How long an expired session still says that it is expired, before it is unknown.
    private const long KeepExpiredSeconds = 7 * 24 * 3600;

    /// <summary>Closes datasets whose retention has ended and ends uploads that have expired.</summary>
    public Task EndDueAsync(long now, DateOnly today, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var due = await transaction.Connection!.QueryAsync<long>(
                "SELECT key FROM datasets WHERE state = @open AND retain_until < @today",
                new { open = Dataset.Open, today = Dataset.WriteDay(today) },
                transaction);
            foreach (var key in due)
            {
                await DatasetStore.CloseAsync(transaction, key, Destroyed.Retention);
            }

            await transaction.Connection!.ExecuteAsync(
                "UPDATE uploads SET state = 'ended' WHERE state = 'open' AND expires_at <= @now", new { now }, transaction);
        },
        cancellation);

    /// <summary>Uploads whose records nobody may see any more, that no kept snapshot names, and that have not been cleaned.</summary>
    public Task<IReadOnlyList<long>> ListUploadsAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<long>>(
        async c => (await c.QueryAsync<long>(
            """
            SELECT key FROM uploads
            WHERE state IN ('superseded', 'ended') AND cleaned = 0 AND key NOT IN (SELECT upload FROM snapshot_uploads)
            """)).AsList(),
        cancellation);

    /// <summary>Where records lie on several servers: waits until nobody reads a state in which what is listed now was visible.</summary>
    public async Task WaitForReadersAsync(TimeProvider time, CancellationToken cancellation)
    {
        var instant = await database.ReadAsync(
            async c => Dialect.ReadersBefore(c) is { } sql ? await c.ExecuteScalarAsync<string>(sql) : null, cancellation);
        while (instant is not null
            && await database.ReadAsync(c => c.ExecuteScalarAsync<long>(Dialect.CountReadersBefore, new { instant }), cancellation) > 0)
        {
            await Task.Delay(ReadersPause, time, cancellation);
        }
    }

    /// <summary>Deletes one batch.</summary>
    /// <returns>How many.</returns>
    public Task<int> DeleteRecordsAsync(long upload, CancellationToken cancellation) => database.WriteAsideAsync(
        async transaction =>
        {
            // Another replica's cleaner waits here.
            await transaction.Connection!.ExecuteAsync("UPDATE uploads SET cleaned = cleaned WHERE key = @upload", new { upload }, transaction);
            var deleted = await RecordStore.DeleteAsync(transaction, upload, Batch);
            await transaction.Connection!.ExecuteAsync(
                "UPDATE datasets SET destroyed = destroyed + @deleted WHERE key = (SELECT dataset FROM uploads WHERE key = @upload) AND ending IS NOT NULL",
                new { upload, deleted },
                transaction);
            return deleted;
        },
        cancellation);

    /// <summary>Records that closed datasets are destroyed, once nothing of them is left, and forgets who was asked about in them.</summary>
    /// <returns>How many datasets.</returns>
    public Task<int> FinishDatasetsAsync(CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;
            var gone = (await connection.QueryAsync<(long Key, string Id, string Owner, string Ending, long Rows)>(
                """
                SELECT key, id, owner, ending, destroyed FROM datasets
                WHERE ending IS NOT NULL AND NOT EXISTS (SELECT 1 FROM uploads WHERE dataset = datasets.key AND cleaned = 0)
                """,
                transaction: transaction)).AsList();
            foreach (var dataset in gone)
            {
                await destructions.AddAsync(new Destroyed(dataset.Id, dataset.Owner, dataset.Ending, dataset.Rows, Audit: null), transaction);
                await connection.ExecuteAsync(
                    """
                    UPDATE datasets SET ending = NULL WHERE key = @Key;
                    DELETE FROM asked WHERE dataset = @Key;
                    DELETE FROM restrictions WHERE dataset = @Key
                    """,
                    new { dataset.Key },
                    transaction);
            }

            return gone.Count;
        },
        cancellation);

    public Task FinishUploadAsync(long upload, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync("DELETE FROM upload_parts WHERE upload = @upload", new { upload }, transaction);
            await transaction.Connection!.ExecuteAsync("UPDATE uploads SET cleaned = 1 WHERE key = @upload", new { upload }, transaction);
        },
        cancellation);

    /// <summary>Destroys pseudonyms and answers of expired checks.</summary>
    /// <returns>How many checks.</returns>
    public async Task<int> DeleteChecksAsync(long now, CancellationToken cancellation)
    {
        var due = await database.ReadAsync(
            c => c.QueryAsync<long>("SELECT key FROM checks WHERE expires_at <= @now AND cleaned = 0", new { now }), cancellation);
        var count = 0;
        foreach (var key in due)
        {
            // Marked first: it waits for whoever still writes a part or an answer, and nobody writes one after it.
            await database.WriteBulkAsync(
                transaction => transaction.Connection!.ExecuteAsync(
                    """
                    UPDATE checks SET cleaned = 1 WHERE key = @key;
                    DELETE FROM check_parts WHERE check_key = @key;
                    DELETE FROM check_answers WHERE check_key = @key
                    """,
                    new { key },
                    transaction),
                cancellation);
            count++;
        }

        // Versions before this one may have kept what was written late.
        await database.WriteBulkAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                """
                DELETE FROM check_parts WHERE check_key IN (SELECT key FROM checks WHERE expires_at <= @before AND cleaned = 1);
                DELETE FROM check_answers WHERE check_key IN (SELECT key FROM checks WHERE expires_at <= @before AND cleaned = 1);
                DELETE FROM checks WHERE expires_at <= @before AND cleaned = 1
                """,
                new { before = now - KeepExpiredSeconds },
                transaction),
            cancellation);
        return count;
    }
}
