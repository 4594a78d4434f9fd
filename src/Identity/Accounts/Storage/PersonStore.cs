using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Identity.Randomness;

namespace Pmo.Identity.Accounts.Storage;

/// <summary>The table of people, without their credentials. Thread-safe.</summary>
internal sealed class PersonStore(Database database, TimeProvider time)
{
    private const string Columns = $"SELECT {PersonRow.Columns} FROM {PersonRow.From}";

    /// <summary>A person by id, active or not; null when there is none.</summary>
    public Task<Person?> FindAsync(string id, CancellationToken cancellation) => FindAsync($"{Columns} WHERE id = @value", id, cancellation);

    /// <summary>A person by user name, active or not; null when there is none.</summary>
    public Task<Person?> FindByNameAsync(string userName, CancellationToken cancellation) =>
        FindAsync($"{Columns} WHERE user_name = @value", userName, cancellation);

    /// <summary>The same within a transaction, and the decision of the last act on them.</summary>
    public async Task<(Person? Person, string? Audit)> FindByNameAsync(string userName, DbTransaction transaction)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<PersonRow>($"{Columns} WHERE user_name = @userName", new { userName }, transaction);
        return (row?.ToPerson(), row is null ? null : await transaction.Connection!.ExecuteScalarAsync<string>(
            "SELECT audit FROM people WHERE id = @Id", new { row.Id }, transaction));
    }

    /// <summary>Whether an organisation is a partner, or is on its way to be one; one that was revoked is not.</summary>
    public async Task<bool> IsPartnerAsync(string org, DbTransaction transaction) => await transaction.Connection!.ExecuteScalarAsync<long>(
        """
        SELECT (SELECT count(*) FROM partners WHERE org = @org AND state <> 'revoked')
             + (SELECT count(*) FROM clients WHERE org = @org AND NOT EXISTS (SELECT 1 FROM partners WHERE partners.org = clients.org))
        """,
        new { org },
        transaction) > 0;

    /// <summary>Notes the decision under which a person was acted on.</summary>
    public Task NoteAsync(string id, string? audit, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE people SET audit = @audit WHERE id = @id", new { id, audit }, transaction);

    /// <summary>Puts a person in, who has no password yet.</summary>
    /// <returns>False, and nothing is changed, when the user name is taken.</returns>
    public Task<bool> AddAsync(Person person, CancellationToken cancellation) =>
        database.WriteAsync(transaction => AddAsync(person, transaction), cancellation);

    /// <inheritdoc cref="AddAsync(Person, CancellationToken)"/>
    public async Task<bool> AddAsync(Person person, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        """
        INSERT INTO people (id, user_name, display_name, org, roles, state, created_at, stamp)
        VALUES (@Id, @UserName, @DisplayName, @Org, @roles, @state, @at, @stamp)
        ON CONFLICT (user_name) DO NOTHING
        """,
        new
        {
            person.Id,
            person.UserName,
            person.DisplayName,
            person.Org,
            roles = string.Join(' ', person.Roles),
            state = State(person.IsActive),
            at = time.GetUtcNow().ToUnixTimeMilliseconds(),
            stamp = RandomId.Next(),
        },
        transaction) == 1;

    /// <summary>Suspends a person, or lets them in again, whatever becomes of their organisation.</summary>
    /// <returns>False: they were so already.</returns>
    public async Task<bool> SetActiveAsync(string id, bool active, string? reason, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "UPDATE people SET state = @state, suspension = @reason, stamp = @stamp WHERE id = @id AND state <> @state",
        new { id, state = State(active), reason, stamp = RandomId.Next() },
        transaction) == 1;

    /// <summary>Gives a person these roles instead of those they had.</summary>
    public Task SetRolesAsync(string id, IReadOnlyList<string> roles, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE people SET roles = @roles WHERE id = @id", new { id, roles = string.Join(' ', roles) }, transaction);

    private static string State(bool active) => active ? "active" : "suspended";

    private Task<Person?> FindAsync(string sql, string value, CancellationToken cancellation) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<PersonRow>(sql, new { value }))?.ToPerson(), cancellation);
}
