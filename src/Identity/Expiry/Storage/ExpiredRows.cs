using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.Expiry.Storage;

/// <summary>Removes what has ended of pushed requests, waiting requests, codes and refresh tokens, and events that the Gateway has long had. Thread-safe.</summary>
internal sealed class ExpiredRows(Database database, AccountEventTable events, TimeProvider time)
{
    // What the Gateway has in its log is kept a while longer, for the day it is restored from a backup and asks again.
    private static readonly TimeSpan EventsKept = TimeSpan.FromDays(31);

    /// <summary>Most rows at a time, so that nobody waits long for the write lock.</summary>
    public const int Most = 500;

    // A code stays while what it gave can be used: its access token's five minutes, or the life of its refresh token. A second use is seen until then.
    private static readonly string[] Statements =
    [
        Delete("pushed_requests", "expires_at <= @now"),
        Delete("pending_authorizations", "expires_at <= @now"),
        Delete("refresh_tokens", "expires_at <= @now"),
        Delete("refreshed_tokens", "expires_at <= @now", key: "jti"),
        Delete("authorization_codes", "expires_at <= @codesBefore AND NOT EXISTS (SELECT 1 FROM refresh_tokens r WHERE r.code_id = authorization_codes.id)"),

        // The oldest only, for they lie in the order of time; and never the last that was taken, by whose number the Gateway sees that none was lost.
        """
        DELETE FROM account_events WHERE seq IN
          (SELECT seq FROM (SELECT seq, at FROM account_events WHERE seq < @taken ORDER BY seq LIMIT @most) AS oldest WHERE at <= @eventsBefore)
        """,
    ];

    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var parameters = new
        {
            now = now.ToUnixTimeMilliseconds(),
            codesBefore = now.AddSeconds(-2 * Tokens.AccessTokens.LifeSeconds).ToUnixTimeMilliseconds(),
            eventsBefore = (now - EventsKept).ToUnixTimeMilliseconds(),
            taken = events.Taken,
            most = Most,
        };
        var removed = 0;
        foreach (var statement in Statements)
        {
            int some;
            do
            {
                some = await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(statement, parameters, transaction), cancellation);
                removed += some;
            }
            while (some == Most);
        }

        return removed;
    }

    private static string Delete(string table, string condition, string key = "id") =>
        $"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {condition} LIMIT @most)";
}
