using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Handles;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Refresh.Storage;

/// <summary>Refresh tokens, and which access tokens came of them. Thread-safe.</summary>
internal sealed class RefreshTokenStore(Database database, TimeProvider time)
{
    /// <param name="id">The token.</param>
    /// <param name="code">The code that it came of.</param>
    /// <param name="token">What it stands for.</param>
    /// <param name="accessTokenId"><c>jti</c> of the access token that goes out beside it.</param>
    /// <param name="transaction">Of the code's use.</param>
    public async Task AddAsync(Handle id, Handle code, RefreshToken token, string accessTokenId, DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO refresh_tokens (id, code_id, client_id, thumbprint, scope, person_id, session_id, expires_at)
            VALUES (@id, @code, @ClientId, @Thumbprint, @Scope, @PersonId, @SessionId, @ends)
            """,
            new
            {
                id = id.Hash,
                code = code.Hash,
                token.ClientId,
                token.Thumbprint,
                token.Scope,
                token.PersonId,
                token.SessionId,
                ends = token.Ends.ToUnixTimeMilliseconds(),
            },
            transaction);
        await NoteAsync(id, accessTokenId, transaction);
    }

    /// <summary>A token that has not ended by its own time; null: none.</summary>
    public Task<RefreshToken?> FindAsync(Handle id, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(
                """
                SELECT client_id, thumbprint, scope, person_id, session_id, expires_at FROM refresh_tokens WHERE id = @id AND expires_at > @now
                """,
                new { id = id.Hash, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
            return row?.ToToken();
        },
        cancellation);

    /// <summary>Notes an access token that comes of a refresh token, before it goes out.</summary>
    /// <returns>False when the refresh token is gone: what it would give must not go out.</returns>
    public Task<bool> NoteAsync(Handle id, string accessTokenId, CancellationToken cancellation) =>
        database.WriteAsync(transaction => NoteAsync(id, accessTokenId, transaction), cancellation);

    /// <summary>Ends a token.</summary>
    /// <returns>The access tokens of it that have not ended by themselves; null when there is no such token.</returns>
    public async Task<IReadOnlyList<string>?> EndAsync(Handle id, DbTransaction transaction) => await EndAsync(id.Hash, transaction);

    /// <summary>Ends what came of a code.</summary>
    /// <returns>The access tokens of it that have not ended by themselves.</returns>
    public async Task<IReadOnlyList<string>> EndOfCodeAsync(Handle code, DbTransaction transaction)
    {
        var accessTokenIds = new List<string>();
        foreach (var id in (await transaction.Connection!.QueryAsync<byte[]>(
            "SELECT id FROM refresh_tokens WHERE code_id = @code", new { code = code.Hash }, transaction)).AsList())
        {
            accessTokenIds.AddRange(await EndAsync(id, transaction) ?? []);
        }

        return accessTokenIds;
    }

    private async Task<bool> NoteAsync(Handle id, string accessTokenId, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "INSERT INTO refreshed_tokens (jti, refresh_id, expires_at) SELECT @accessTokenId, id, @ends FROM refresh_tokens WHERE id = @id",
        new { id = id.Hash, accessTokenId, ends = time.GetUtcNow().AddSeconds(AccessTokens.LifeSeconds).ToUnixTimeMilliseconds() },
        transaction) == 1;

    private async Task<IReadOnlyList<string>?> EndAsync(byte[] id, DbTransaction transaction)
    {
        if (await transaction.Connection!.ExecuteAsync("DELETE FROM refresh_tokens WHERE id = @id", new { id }, transaction) == 0)
        {
            return null;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var all = await transaction.Connection!.QueryAsync<(string Id, long Ends)>(
            "DELETE FROM refreshed_tokens WHERE refresh_id = @id RETURNING jti, expires_at", new { id }, transaction);
        return [.. all.Where(token => token.Ends > now).Select(token => token.Id)];
    }

    private sealed record Row(string ClientId, string Thumbprint, string Scope, string PersonId, string SessionId, long ExpiresAt)
    {
        public RefreshToken ToToken() =>
            new(ClientId, Thumbprint, Scope, PersonId, SessionId, DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt));
    }
}
