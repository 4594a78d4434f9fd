using System.Data.Common;
using Dapper;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Accounts.Storage;

/// <summary>People as operators see them. Thread-safe.</summary>
internal sealed class PersonListing(TimeProvider time)
{
    private const string Query =
        $"""
        SELECT {PersonRow.Columns}, people.suspension, people.last_sign_in_at, people.totp_confirmed,
          CASE WHEN people.password_until IS NOT NULL OR people.password_hash IS NULL THEN 1 ELSE 0 END AS is_invited,
          (SELECT max(a.locked_until) FROM attempts a WHERE a.person_id = people.id) AS locked_until
        FROM {PersonRow.From}
        WHERE (@org IS NULL OR people.org = @org) AND (@userName IS NULL OR people.user_name = @userName) ORDER BY people.org, people.user_name
        """;

    /// <summary>All, those of an organisation, or one.</summary>
    public async Task<IReadOnlyList<PersonInfo>> ReadAsync(string? org, string? userName, DbConnection connection)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. (await connection.QueryAsync<Row>(Query, new { org, userName })).Select(row => row.ToInfo(now))];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string UserName { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public string Org { get; init; } = "";
        public string Roles { get; init; } = "";
        public string State { get; init; } = "";
        public string? OrgState { get; init; }
        public string? Suspension { get; init; }
        public long? LastSignInAt { get; init; }
        public long TotpConfirmed { get; init; }
        public long IsInvited { get; init; }
        public long? LockedUntil { get; init; }

        public PersonInfo ToInfo(long now)
        {
            var person = new PersonRow(Id, UserName, DisplayName, Org, Roles, State, OrgState).ToPerson();
            var state = !person.IsActive ? "suspended" : LockedUntil > now ? "locked" : IsInvited == 1 ? "invited" : "active";
            return new PersonInfo(
                UserName, DisplayName, Org, person.Roles, state, TotpConfirmed == 1,
                LastSignInAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, Suspension);
        }
    }
}
