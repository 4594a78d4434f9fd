using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;
using Pmo.Identity.Introspection;

namespace Pmo.Identity.Revoking.Storage;

/// <summary>Access tokens that were revoked, until they would have ended. Thread-safe.</summary>
internal sealed class RevokedTokenTable(Database database, AccountEventTable events, TimeProvider time)
{
    /// <summary>Revokes a token and records it, together; once.</summary>
    public Task AddAsync(IssuedToken token, AccountEvent happened, CancellationToken cancellation) =>
        database.WriteAsync(transaction => AddAsync(token.Id, token.Ends, happened, transaction), cancellation);

    /// <summary>The same by <c>jti</c>, in the transaction of what led to it.</summary>
    public async Task AddAsync(string jti, DateTimeOffset ends, AccountEvent happened, DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync("DELETE FROM revoked_tokens WHERE expires_at < @now", new { now = time.GetUtcNow().ToUnixTimeSeconds() }, transaction);
        var added = await connection.ExecuteAsync(
            "INSERT INTO revoked_tokens (jti, expires_at) VALUES (@jti, @ends) ON CONFLICT DO NOTHING", new { jti, ends = ends.ToUnixTimeSeconds() }, transaction);
        if (added == 1)
        {
            await events.AddAsync(happened, transaction);
        }
    }

    /// <summary>Whether a token was revoked.</summary>
    public Task<bool> ContainsAsync(string jti, CancellationToken cancellation) => database.ReadAsync(
        async connection => await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM revoked_tokens WHERE jti = @jti", new { jti }) > 0, cancellation);
}
