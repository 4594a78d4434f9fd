using System.Text.Json;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Handles;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Pushed.Storage;

/// <summary>Requests that wait for their browser. Thread-safe.</summary>
internal sealed class PushedRequestStore(Database database, TimeProvider time)
{
    /// <summary>How long a browser may take, seconds (FAPI 2.0, 5.3.2.2: less than 600).</summary>
    public const int LifeSeconds = 60;

    public Task AddAsync(Handle reference, string clientId, AuthorizationRequest request, CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "INSERT INTO pushed_requests (id, client_id, request, expires_at) VALUES (@id, @clientId, @request, @ends)",
            new
            {
                id = reference.Hash,
                clientId,
                request = JsonSerializer.Serialize(request, ApiJson.Options),
                ends = time.GetUtcNow().AddSeconds(LifeSeconds).ToUnixTimeMilliseconds(),
            },
            transaction),
        cancellation);

    /// <summary>Takes a request out, whatever comes of it then: it is used once (RFC 9126, 4). Null: unknown, used, too old or another client's.</summary>
    public async Task<AuthorizationRequest?> TakeAsync(Handle reference, string clientId, CancellationToken cancellation)
    {
        var id = reference.Hash;

        // Strangers ask for what does not exist as often as they like: that must not take the write lock.
        if (!await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM pushed_requests WHERE id = @id)", new { id }), cancellation))
        {
            return null;
        }

        var row = await database.WriteAsync(
            transaction => transaction.Connection!.QuerySingleOrDefaultAsync<Row>(
                "DELETE FROM pushed_requests WHERE id = @id RETURNING client_id, request, expires_at", new { id }, transaction),
            cancellation);
        return row is not null && row.ClientId == clientId && row.ExpiresAt > time.GetUtcNow().ToUnixTimeMilliseconds()
            ? JsonSerializer.Deserialize<AuthorizationRequest>(row.Request, ApiJson.Options)
            : null;
    }

    private sealed record Row(string ClientId, string Request, long ExpiresAt);
}
