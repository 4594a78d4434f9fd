using Dapper;
using Pmo.Testing.Storage;

namespace Pmo.Gateway.Tests.Storage;

/// <summary>Identity's database: what other parts of Identity would record is put in from outside.</summary>
internal sealed class IdentityDatabase(string file)
{
    /// <summary>Something happened to an account.</summary>
    /// <returns>The event's id.</returns>
    public string Add(string action, long at, string? org = null, string? revokesKind = null, string? revokesId = null, bool lifted = false, string? keyId = null)
    {
        var id = Guid.CreateVersion7().ToString("D");
        Execute(
            """
            INSERT INTO account_events (id, at, action, decision, org, revokes_kind, revokes_id, revokes_lifted, key_id)
            VALUES (@id, @at, @action, 'allow', @org, @revokesKind, @revokesId, @lifted, @keyId)
            """,
            new { id, at, action, org, revokesKind, revokesId, lifted = lifted ? 1 : 0, keyId });
        return id;
    }

    /// <summary>As after a restored backup: the newest events are gone, and their numbers are given again.</summary>
    public void LoseNewest(int count)
    {
        Execute("DELETE FROM account_events WHERE seq > (SELECT max(seq) FROM account_events) - @count", new { count });
        Execute(
            TestStorage.IsPostgres
                ? "SELECT setval(pg_get_serial_sequence('account_events', 'seq'), (SELECT max(seq) FROM account_events))"
                : "UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM account_events) WHERE name = 'account_events'",
            new { });
    }

    private void Execute(string sql, object parameters)
    {
        using var connection = TestStorage.Open(file);
        connection.Execute(sql, parameters);
    }
}
