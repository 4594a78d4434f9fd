using System.Data.Common;
using Dapper;

namespace Pmo.Hosting.Storage.Postgres;

/// <summary>By the table's key, on which all replicas meet.</summary>
internal sealed class PostgresReplays(Database database) : IReplayTable
{
    private const string Insert =
        """
        INSERT INTO replays (scope, id, expires_at) VALUES (@scope, @id, @until)
        ON CONFLICT (scope, id) DO UPDATE SET expires_at = excluded.expires_at WHERE replays.expires_at < @now
        RETURNING expires_at
        """;

    private const int DeleteEverySeconds = 5;

    private long _nextDeletion;

    /// <inheritdoc/>
    public async ValueTask<bool> TryTakeAsync(string scope, byte[] hash, long until, long now, DbTransaction transaction)
    {
        await DeleteEndedAsync(now, transaction);
        return await database.RunAsync(Insert, [scope, hash, until, now], transaction) is not null;
    }

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
