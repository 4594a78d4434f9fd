using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Hosting.Storage.Sqlite;

namespace Pmo.Hosting.Storage;

/// <summary>Remembers ids that may be used once, in the database, so that replicas share it and a restart forgets nothing. Thread-safe.</summary>
public sealed class ReplayStore(Database database, TimeProvider time)
{
    private readonly IReplayTable _table = database.Provider == StorageProvider.Sqlite ? new SqliteReplays(database) : new PostgresReplays(database);

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
            foreach (var id in ids)
            {
                if (!await TryTakeAsync(id, transaction))
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
        var (until, now) = (id.Until.ToUnixTimeSeconds(), time.GetUtcNow().ToUnixTimeSeconds());
        return await _table.TryTakeAsync(id.Scope, SHA256.HashData(Encoding.UTF8.GetBytes(id.Id)), until, now, transaction);
    }
}
