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

    /// <summary>Suspends a person, or lets them in again.</summary>
    public Task SetActiveAsync(string id, bool active, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE people SET state = @state, stamp = @stamp WHERE id = @id", new { id, state = State(active), stamp = RandomId.Next() }, transaction);

    /// <summary>Gives a person these roles instead of those they had.</summary>
    public Task SetRolesAsync(string id, IReadOnlyList<string> roles, DbTransaction transaction) => transaction.Connection!.ExecuteAsync(
        "UPDATE people SET roles = @roles WHERE id = @id", new { id, roles = string.Join(' ', roles) }, transaction);

    private static string State(bool active) => active ? "active" : "suspended";

    private Task<Person?> FindAsync(string sql, string value, CancellationToken cancellation) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<PersonRow>(sql, new { value }))?.ToPerson(), cancellation);
}
