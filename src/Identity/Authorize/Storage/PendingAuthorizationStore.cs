using System.Data.Common;
using System.Text.Json;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Handles;
using Pmo.Identity.Pushed;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Authorize.Storage;

/// <summary>Requests whose person signs in. Thread-safe.</summary>
internal sealed class PendingAuthorizationStore(Database database, TimeProvider time)
{
    /// <summary>How long a person may take to sign in, with a telephone to look for: seconds.</summary>
    public const int LifeSeconds = 600;

    /// <param name="id">Goes to the sign-in page and back.</param>
    /// <param name="browser">Stays in the browser's cookie.</param>
    /// <param name="pending">What waits.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    public Task AddAsync(Handle id, Handle browser, PendingAuthorization pending, CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO pending_authorizations (id, browser, client_id, request, session_before, arrived_at, expires_at)
            VALUES (@id, @browser, @ClientId, @request, @SessionBefore, @arrived, @ends)
            """,
            new
            {
                id = id.Hash,
                browser = browser.Hash,
                pending.ClientId,
                request = JsonSerializer.Serialize(pending.Request, ApiJson.Options),
                pending.SessionBefore,
                arrived = pending.ArrivedAt.ToUnixTimeMilliseconds(),
                ends = pending.ArrivedAt.AddSeconds(LifeSeconds).ToUnixTimeMilliseconds(),
            },
            transaction),
        cancellation);

    /// <summary>What waits under <paramref name="id"/> for this browser; null: nothing, or no longer.</summary>
    public Task<PendingAuthorization?> FindAsync(Handle id, Handle browser, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(
                """
                SELECT client_id, request, session_before, arrived_at FROM pending_authorizations
                WHERE id = @id AND browser = @browser AND expires_at > @now
                """,
                new { id = id.Hash, browser = browser.Hash, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
            return row?.ToPending();
        },
        cancellation);

    /// <summary>Takes it out, in the transaction of what comes of it.</summary>
    /// <returns>False when another was first.</returns>
    public async Task<bool> TakeAsync(Handle id, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "DELETE FROM pending_authorizations WHERE id = @id", new { id = id.Hash }, transaction) == 1;

    private sealed record Row(string ClientId, string Request, string? SessionBefore, long ArrivedAt)
    {
        public PendingAuthorization ToPending() => new(
            ClientId,
            JsonSerializer.Deserialize<AuthorizationRequest>(Request, ApiJson.Options)!,
            SessionBefore,
            DateTimeOffset.FromUnixTimeMilliseconds(ArrivedAt));
    }
}
