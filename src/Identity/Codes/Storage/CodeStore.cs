using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Handles;

namespace Pmo.Identity.Codes.Storage;

/// <summary>Authorization codes. Thread-safe.</summary>
internal sealed class CodeStore(Database database, TimeProvider time)
{
    /// <summary>How long a client may take to redeem one, seconds (FAPI 2.0, 5.3.2.1: at most 60).</summary>
    public const int LifeSeconds = 60;

    private const string Columns = "client_id, redirect_uri, challenge, thumbprint, scope, nonce, person_id, session_id";

    /// <summary>Keeps a code, in the transaction of what led to it.</summary>
    public Task AddAsync(Handle id, AuthorizationCode code, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO authorization_codes (id, client_id, redirect_uri, challenge, thumbprint, scope, nonce, person_id, session_id, expires_at)
        VALUES (@id, @ClientId, @RedirectUri, @Challenge, @Thumbprint, @Scope, @Nonce, @PersonId, @SessionId, @ends)
        """,
        new
        {
            id = id.Hash,
            code.ClientId,
            code.RedirectUri,
            code.Challenge,
            code.Thumbprint,
            code.Scope,
            code.Nonce,
            code.PersonId,
            code.SessionId,
            ends = time.GetUtcNow().AddSeconds(LifeSeconds).ToUnixTimeMilliseconds(),
        },
        transaction);

    /// <summary>A code, whatever its age and use; null: none.</summary>
    public Task<AuthorizationCode?> FindAsync(Handle id, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>($"SELECT {Columns} FROM authorization_codes WHERE id = @id", new { id = id.Hash });
            return row?.ToCode();
        },
        cancellation);

    /// <summary>Uses a code up, whatever comes of it then; of those who present it at once, one is first.</summary>
    /// <returns>Null when it was used before; else whether it was still good.</returns>
    public async Task<bool?> UseAsync(Handle id, DbTransaction transaction)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var ends = await transaction.Connection!.QuerySingleOrDefaultAsync<long?>(
            "UPDATE authorization_codes SET used_at = @now WHERE id = @id AND used_at IS NULL RETURNING expires_at", new { id = id.Hash, now }, transaction);
        return ends is null ? null : ends > now;
    }

    /// <summary>Notes the access token that a code gave, before it goes out.</summary>
    public Task NoteAsync(Handle id, string accessTokenId, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE authorization_codes SET access_token_id = @accessTokenId WHERE id = @id", new { id = id.Hash, accessTokenId }, transaction);

    /// <summary>The access token that a code gave; null when it gave none.</summary>
    public Task<string?> GaveAsync(Handle id, DbTransaction transaction) => transaction.Connection!.QuerySingleOrDefaultAsync<string?>(
        "SELECT access_token_id FROM authorization_codes WHERE id = @id", new { id = id.Hash }, transaction);

    private sealed record Row(
        string ClientId,
        string RedirectUri,
        string Challenge,
        string? Thumbprint,
        string Scope,
        string? Nonce,
        string PersonId,
        string SessionId)
    {
        public AuthorizationCode ToCode() => new(ClientId, RedirectUri, Challenge, Thumbprint, Scope, Nonce, PersonId, SessionId);
    }
}
