using System.Data.Common;
using Dapper;

namespace Pmo.Identity.Partners.Storage;

/// <summary>Partners by organisation. Thread-safe.</summary>
internal sealed class PartnerTable
{
    private const string Columns =
        """
        org, state, roles, title, invited_by, invited_at, code_hash, code_expires_at, client_id, jwk, thumbprint, enrolled_at, approved_by, approved_at,
        suspended_by, suspended_at, reason, audit
        """;

    /// <summary>One organisation; null when nothing was decided about it.</summary>
    public Task<Partner?> FindAsync(string org, DbTransaction transaction) => transaction.Connection!.QuerySingleOrDefaultAsync<Partner>(
        $"SELECT {Columns} FROM partners WHERE org = @org", new { org }, transaction);

    /// <summary>The one whose invitation has this code; null when there is none, or another has taken its place.</summary>
    public Task<Partner?> FindByCodeAsync(string codeHash, DbTransaction transaction) => transaction.Connection!.QuerySingleOrDefaultAsync<Partner>(
        $"SELECT {Columns} FROM partners WHERE code_hash = @codeHash", new { codeHash }, transaction);

    /// <summary>All, by organisation; or one.</summary>
    public async Task<IReadOnlyList<Partner>> ListAsync(string? org, DbConnection connection) => (await connection.QueryAsync<Partner>(
        $"SELECT {Columns} FROM partners WHERE @org IS NULL OR org = @org ORDER BY org", new { org })).ToList();

    /// <summary>Puts it in, or in place of what was there.</summary>
    public Task SaveAsync(Partner partner, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        $"""
        INSERT INTO partners ({Columns})
        VALUES (@Org, @State, @Roles, @Title, @InvitedBy, @InvitedAt, @CodeHash, @CodeExpiresAt, @ClientId, @Jwk, @Thumbprint, @EnrolledAt, @ApprovedBy,
          @ApprovedAt, @SuspendedBy, @SuspendedAt, @Reason, @Audit)
        ON CONFLICT (org) DO UPDATE SET state = excluded.state, roles = excluded.roles, title = excluded.title, invited_by = excluded.invited_by,
          invited_at = excluded.invited_at, code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at, client_id = excluded.client_id,
          jwk = excluded.jwk, thumbprint = excluded.thumbprint, enrolled_at = excluded.enrolled_at, approved_by = excluded.approved_by,
          approved_at = excluded.approved_at, suspended_by = excluded.suspended_by, suspended_at = excluded.suspended_at, reason = excluded.reason,
          audit = excluded.audit
        """,
        partner,
        transaction);

    /// <summary>A client id that nobody has, had or waits for: the organisation's own, else with a number.</summary>
    public async Task<string> NewClientIdAsync(string org, DbTransaction transaction)
    {
        var taken = (await transaction.Connection!.QueryAsync<string>(
            """
            SELECT client_id FROM clients WHERE client_id LIKE @like
            UNION SELECT client_id FROM partners WHERE client_id LIKE @like AND org <> @org
            """,
            new { like = org + "%", org },
            transaction)).ToHashSet(StringComparer.Ordinal);
        var number = 2;
        var id = org;
        while (taken.Contains(id))
        {
            id = FormattableString.Invariant($"{org}-{number++}");
        }

        return id;
    }
}
