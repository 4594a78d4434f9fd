using System.Data.Common;
using Dapper;

namespace Pmo.Identity.Partners.Storage;

/// <summary>The clients of organisations, as operators act on them. Thread-safe.</summary>
internal sealed class MachineTable(TimeProvider time)
{
    private const string Query =
        """
        SELECT c.client_id, c.org, c.roles, c.thumbprint, c.state,
          (SELECT count(*) FROM retired_keys r WHERE r.thumbprint = c.thumbprint) AS is_retired,
          (SELECT max(r.retired_at) FROM retired_keys r WHERE r.client_id = c.client_id AND r.thumbprint <> c.thumbprint) AS replaced_at
        FROM clients c WHERE @org IS NULL OR c.org = @org ORDER BY c.org, c.client_id
        """;

    /// <summary>Those of an organisation, in the caller's transaction.</summary>
    public async Task<IReadOnlyList<Machine>> OfAsync(string org, DbTransaction transaction) =>
        (await transaction.Connection!.QueryAsync<Machine>(Query, new { org }, transaction)).ToList();

    /// <summary>All, or those of an organisation.</summary>
    public async Task<IReadOnlyList<Machine>> ListAsync(string? org, DbConnection connection) =>
        (await connection.QueryAsync<Machine>(Query, new { org })).ToList();

    /// <summary>A key that was approved.</summary>
    /// <returns>False when its client id has been taken meanwhile.</returns>
    public async Task<bool> AddAsync(Partner partner, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO clients (client_id, org, roles, jwk, thumbprint, state, created_at)
        VALUES (@ClientId, @Org, @Roles, @Jwk, @Thumbprint, 'active', @at) ON CONFLICT (client_id) DO NOTHING
        """,
        new { partner.ClientId, partner.Org, partner.Roles, partner.Jwk, partner.Thumbprint, at = time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture) },
        transaction) == 1;

    /// <summary>Lets a client in, or keeps it out.</summary>
    public Task SetActiveAsync(string clientId, bool active, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE clients SET state = @state WHERE client_id = @clientId", new { clientId, state = active ? "active" : "suspended" }, transaction);

    /// <summary>The key of a client never comes back.</summary>
    public Task RetireAsync(string clientId, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO retired_keys (thumbprint, client_id, jwk, retired_at)
        SELECT thumbprint, client_id, jwk, @at FROM clients WHERE client_id = @clientId
        ON CONFLICT (thumbprint) DO NOTHING
        """,
        new { clientId, at = time.GetUtcNow().ToUnixTimeMilliseconds() },
        transaction);
}
