using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Pmo.Hosting.Storage;

/// <summary>Remembers ids that may be used once, in the database, so that replicas share it and a restart forgets nothing. Thread-safe.</summary>
public sealed class ReplayStore(Database database, TimeProvider time)
{
    // An id whose time is over counts as never taken, whether or not it has been deleted yet.
    private const string Insert =
        """
        INSERT INTO replays (scope, id, expires_at) VALUES (@scope, @id, @until)
        ON CONFLICT (scope, id) DO UPDATE SET expires_at = excluded.expires_at WHERE replays.expires_at < @now
        RETURNING expires_at
        """;

    private const int DeleteEverySeconds = 5;

    private long _nextDeletion;

    /// <summary>Takes an id.</summary>
    /// <param name="scope">What kind of id, and whose.</param>
    /// <param name="id">Any length; stored as SHA-256.</param>
    /// <param name="until">When it is refused for its age anyway and need not be remembered.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>False when it was taken before.</returns>
    public Task<bool> TryTakeAsync(string scope, string id, DateTimeOffset until, CancellationToken cancellation) =>
        TryTakeAsync(new ReplayId(scope, id, until), cancellation);

    /// <summary>Takes an id.</summary>
    /// <returns>False when it was taken before.</returns>
    public async Task<bool> TryTakeAsync(ReplayId id, CancellationToken cancellation) => await TryTakeAsync([id], cancellation) is null;

    /// <summary>Takes several ids in one transaction, in their order, up to the first that was taken before.</summary>
    /// <returns>That one; null when all were taken now.</returns>
    public Task<ReplayId?> TryTakeAsync(IReadOnlyList<ReplayId> ids, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            await DeleteEndedAsync(now, transaction);
            foreach (var id in ids)
            {
                if (!await TryTakeAsync(id, now, transaction))
                {
                    return id;
                }
            }

            return (ReplayId?)null;
        },
        cancellation);

    /// <summary>Takes an id in the transaction of what it is used for, and stands or falls with it.</summary>
    /// <returns>False when it was taken before.</returns>
    public async Task<bool> TryTakeAsync(ReplayId id, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        await DeleteEndedAsync(now, transaction);
        return await TryTakeAsync(id, now, transaction);
    }

    private async ValueTask<bool> TryTakeAsync(ReplayId id, long now, DbTransaction transaction) => await database.RunAsync(
        Insert, [id.Scope, SHA256.HashData(Encoding.UTF8.GetBytes(id.Id)), id.Until.ToUnixTimeSeconds(), now], transaction) is not null;

    // Seconds apart: it keeps the table small, and nothing depends on it.
    private async Task DeleteEndedAsync(long now, DbTransaction transaction)
    {
        if (now < _nextDeletion && now >= _nextDeletion - DeleteEverySeconds)
        {
            return;
        }

        _nextDeletion = now + DeleteEverySeconds;
        await transaction.Connection!.ExecuteAsync("DELETE FROM replays WHERE expires_at < @now", new { now }, transaction);
    }
}
