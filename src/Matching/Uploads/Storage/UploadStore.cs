using System.Data.Common;
using System.Text.Json;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Datasets;
using Pmo.Matching.Snapshots;
using Pmo.Matching.Snapshots.Storage;
using Pmo.Matching.Storage;
using Pmo.Matching.Subjects.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Uploads.Storage;

/// <summary>Uploads, their parts and their commit. Thread-safe.</summary>
internal sealed class UploadStore(Database database, SnapshotOptions snapshots, TimeProvider time)
{
    private const string Columns =
        "key, id, dataset, partner, mode, as_of, rows, state, receipt, dataset_rows, expires_at AS expires_at_seconds";

    public Task<Upload?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync(c => FindAsync(c, id, null), cancellation);

    /// <summary>Makes an upload, unless one with that id is there.</summary>
    /// <returns>The upload that has the id now.</returns>
    public Task<Upload> OpenAsync(string id, long dataset, string partner, UploadRequest request, long expiresAt, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    """
                    INSERT INTO uploads (id, dataset, partner, mode, as_of, rows, without_nik, quality, state, expires_at)
                    VALUES (@id, @dataset, @partner, @Mode, @asOf, @Rows, @withoutNik, @quality, 'open', @expiresAt)
                    ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        id, dataset, partner, request.Mode, asOf = Dataset.WriteDay(request.AsOf), request.Rows, expiresAt,
                        withoutNik = JsonSerializer.Serialize(request.WithoutNik ?? new Dictionary<string, int>(StringComparer.Ordinal), ApiJson.Options),
                        quality = JsonSerializer.Serialize(request.Quality ?? new Dictionary<string, int>(StringComparer.Ordinal), ApiJson.Options),
                    },
                    transaction);
                return (await FindAsync(transaction.Connection!, id, transaction))!;
            },
            cancellation);

    public Task<string?> FindPartAsync(long upload, int part, CancellationToken cancellation) =>
        database.ReadAsync(c => FindPartAsync(c, upload, part, null), cancellation);

    public Task<IReadOnlyList<int>> ListPartsAsync(long upload, CancellationToken cancellation) =>
        database.ReadAsync(c => ListPartsAsync(c, upload, null), cancellation);

    /// <summary>Stages a part with its records, once.</summary>
    /// <returns>The digest under which the part is stored now; null when the upload takes no parts any more.</returns>
    public Task<string?> AddPartAsync(long upload, int part, string digest, IReadOnlyList<Record> records, CancellationToken cancellation) =>
        database.WriteAsideAsync(
            async transaction =>
            {
                // Until the part is there the upload is not ended, nor destroyed.
                var connection = transaction.Connection!;
                var state = await connection.ExecuteScalarAsync<string>(
                    $"SELECT state FROM uploads WHERE key = @upload {Dialect.ForShare(connection)}", new { upload }, transaction);
                if (state != "open")
                {
                    return null;
                }

                // Whoever brings the same part at once waits here for the first one's end.
                var isFirst = await connection.ExecuteAsync(
                    "INSERT INTO upload_parts (upload, part, digest) VALUES (@upload, @part, @digest) ON CONFLICT DO NOTHING",
                    new { upload, part, digest },
                    transaction) == 1;
                if (isFirst)
                {
                    await RecordStore.InsertAsync(transaction, upload, records, cancellation);
                    return digest;
                }

                return await FindPartAsync(connection, upload, part, transaction);
            },
            cancellation);

    /// <summary>Makes an upload visible, all at once; a replace hides the earlier ones in the same transaction.</summary>
    /// <returns>The upload as it is then, and the parts that are missing of one that is still open.</returns>
    public Task<(Upload Upload, IReadOnlyList<int> Parts)> CommitAsync(
        Upload upload, string receipt, Func<IReadOnlyCollection<int>, bool> isComplete, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var connection = transaction.Connection!;

            // Written first: other commits to this dataset wait here, on an engine that lets transactions run side by side.
            await connection.ExecuteAsync("UPDATE datasets SET changes = changes + 1 WHERE key = @Dataset", new { upload.Dataset }, transaction);
            var current = (await FindAsync(connection, upload.Id, transaction))!;
            var parts = await ListPartsAsync(connection, upload.Key, transaction);
            if (current.IsOpen && isComplete(parts))
            {
                await ShowAsync(transaction, current, receipt);
                await SnapshotAsync(transaction);
                current = (await FindAsync(connection, upload.Id, transaction))!;
            }

            return (current, parts);
        },
        cancellation);

    private async Task SnapshotAsync(DbTransaction transaction)
    {
        if (snapshots.AtEachCommit)
        {
            await SnapshotStore.TakeAsync(transaction, time.GetUtcNow());
            await SnapshotStore.PruneAsync(transaction, time.GetUtcNow());
        }
    }

    private static async Task ShowAsync(DbTransaction transaction, Upload upload, string receipt)
    {
        var connection = transaction.Connection!;
        if (upload.Mode == Upload.Replace)
        {
            await connection.ExecuteAsync(
                "UPDATE uploads SET state = 'superseded' WHERE dataset = @Dataset AND state = 'committed'", new { upload.Dataset }, transaction);
        }

        await connection.ExecuteAsync("UPDATE uploads SET state = 'committed', receipt = @receipt WHERE key = @Key", new { upload.Key, receipt }, transaction);

        await SubjectRecords.ApplyAsync(transaction, upload.Dataset, upload.Key);

        // An appended list that is older than what is there does not make the whole older.
        await connection.ExecuteAsync(
            """
            UPDATE datasets SET
              rows = (SELECT sum(rows - erased) FROM uploads WHERE dataset = @Dataset AND state = 'committed'),
              as_of = CASE WHEN @Mode = 'append' AND as_of > @AsOf THEN as_of ELSE @AsOf END,
              without_nik = (SELECT without_nik FROM uploads WHERE key = @Key),
              quality = (SELECT quality FROM uploads WHERE key = @Key)
            WHERE key = @Dataset
            """,
            new { upload.Dataset, upload.Mode, upload.AsOf, upload.Key },
            transaction);
        await connection.ExecuteAsync(
            "UPDATE uploads SET dataset_rows = (SELECT rows FROM datasets WHERE key = @Dataset) WHERE key = @Key",
            new { upload.Dataset, upload.Key },
            transaction);
    }

    private static Task<Upload?> FindAsync(DbConnection connection, string id, DbTransaction? transaction) =>
        connection.QuerySingleOrDefaultAsync<Upload>($"SELECT {Columns} FROM uploads WHERE id = @id", new { id }, transaction);

    private static Task<string?> FindPartAsync(DbConnection connection, long upload, int part, DbTransaction? transaction) =>
        connection.ExecuteScalarAsync<string>("SELECT digest FROM upload_parts WHERE upload = @upload AND part = @part", new { upload, part }, transaction);

    private static async Task<IReadOnlyList<int>> ListPartsAsync(DbConnection connection, long upload, DbTransaction? transaction) =>
        (await connection.QueryAsync<int>("SELECT part FROM upload_parts WHERE upload = @upload ORDER BY part", new { upload }, transaction)).AsList();
}
