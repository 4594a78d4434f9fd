using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Handles;

namespace Pmo.Identity.Refresh.Storage;

/// <summary>Refresh tokens, each with the id of the newest access token that came of it. Thread-safe.</summary>
internal sealed class RefreshTokenStore(Database database, TimeProvider time)
{
    /// <param name="id">The token.</param>
    /// <param name="code">The code that it came of.</param>
    /// <param name="token">What it stands for.</param>
    /// <param name="accessTokenId"><c>jti</c> of the access token that goes out beside it.</param>
    /// <param name="transaction">Of the code's use.</param>
    public Task AddAsync(Handle id, Handle code, RefreshToken token, string accessTokenId, DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO refresh_tokens (id, code_id, client_id, thumbprint, scope, person_id, session_id, access_token_id, expires_at)
            VALUES (@id, @code, @ClientId, @Thumbprint, @Scope, @PersonId, @SessionId, @accessTokenId, @ends)
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
                accessTokenId,
                ends = token.Ends.ToUnixTimeMilliseconds(),
            },
            transaction);

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

    /// <summary>Notes the newest access token of a refresh token, before it goes out.</summary>
    /// <returns>False when the refresh token is gone: what it would give must not go out.</returns>
    public async Task<bool> NoteAsync(Handle id, string accessTokenId, CancellationToken cancellation) => await database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE refresh_tokens SET access_token_id = @accessTokenId WHERE id = @id", new { id = id.Hash, accessTokenId }, transaction),
        cancellation) == 1;

    /// <summary>Ends a token.</summary>
    /// <returns>Its newest access token; null when there is no such token.</returns>
    public Task<string?> EndAsync(Handle id, DbTransaction transaction) => transaction.Connection!.QuerySingleOrDefaultAsync<string?>(
        "DELETE FROM refresh_tokens WHERE id = @id RETURNING access_token_id", new { id = id.Hash }, transaction);

    /// <summary>Ends what came of a code.</summary>
    /// <returns>The newest access token of each.</returns>
    public Task<IEnumerable<string>> EndOfCodeAsync(Handle code, DbTransaction transaction) => transaction.Connection!.QueryAsync<string>(
        "DELETE FROM refresh_tokens WHERE code_id = @code RETURNING access_token_id", new { code = code.Hash }, transaction);

    private sealed record Row(string ClientId, string Thumbprint, string Scope, string PersonId, string SessionId, long ExpiresAt)
    {
        public RefreshToken ToToken() =>
            new(ClientId, Thumbprint, Scope, PersonId, SessionId, DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt));
    }
}
