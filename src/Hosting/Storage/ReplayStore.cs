using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Pmo.Hosting.Storage;

/// <summary>Remembers ids that may be used once, in the database, so that replicas share it and a restart forgets nothing. Thread-safe.</summary>
public sealed class ReplayStore(Database database, TimeProvider time)
{
    /// <summary>Takes an id.</summary>
    /// <param name="scope">What kind of id, and whose.</param>
    /// <param name="id">Any length; stored as SHA-256.</param>
    /// <param name="until">When it is refused for its age anyway and need not be remembered.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>False when it was taken before.</returns>
    public Task<bool> TryTakeAsync(string scope, string id, DateTimeOffset until, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            await transaction.Connection!.ExecuteAsync("DELETE FROM replays WHERE expires_at < @now", new { now }, transaction);
            var taken = await transaction.Connection!.ExecuteAsync(
                "INSERT INTO replays (scope, id, expires_at) VALUES (@scope, @id, @until) ON CONFLICT DO NOTHING",
                new { scope, id = SHA256.HashData(Encoding.UTF8.GetBytes(id)), until = until.ToUnixTimeSeconds() },
                transaction);
            return taken == 1;
        },
        cancellation);
}
