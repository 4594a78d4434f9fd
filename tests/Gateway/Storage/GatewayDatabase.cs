using System.Text.Json;
using Dapper;
using Pmo.Testing.Storage;

namespace Pmo.Gateway.Tests.Storage;

/// <summary>The Gateway's database, looked at from outside.</summary>
internal sealed class GatewayDatabase(string file)
{
    /// <summary>All entries of the log, in order.</summary>
    public IReadOnlyList<JsonElement> Entries() => Query<byte[]>("SELECT entry FROM audit_entries ORDER BY seq")
        .Select(e => JsonDocument.Parse(e).RootElement).ToList();

    /// <summary>The entries of calls, in order; the accounts' events come in by themselves, whenever the Gateway reads them.</summary>
    public IReadOnlyList<JsonElement> Calls() => Entries().Where(e => e.GetProperty("kind").GetString() is "access" or "audit").ToList();

    /// <summary>The entries of an organisation, in order.</summary>
    public IReadOnlyList<JsonElement> Entries(string organisation) =>
        Entries().Where(e => e.TryGetProperty("organisation", out var org) && org.GetString() == organisation).ToList();

    /// <summary>What all meters of an agreement show, together.</summary>
    public long Used(string agreement) =>
        Query<long>("SELECT coalesce(sum(used), 0) FROM quota_usage WHERE meter LIKE @meter", new { meter = agreement + "/%" }).Single();

    /// <summary>What is reserved for a partner's answers, or was given back unheard.</summary>
    public IReadOnlyList<(string Audit, bool Void)> Reservations(string partner) =>
        [.. Query<(string, long)>("SELECT audit, void FROM reservations WHERE partner = @partner", new { partner }).Select(r => (r.Item1, r.Item2 == 1))];

    public long Sessions(string partner) => Query<long>("SELECT count(*) FROM sessions WHERE partner = @partner", new { partner }).Single();

    /// <summary>What is refused although its token has not ended.</summary>
    public IReadOnlyList<(string Kind, string Id)> Revocations() => Query<(string, string)>("SELECT kind, id FROM revocations");

    /// <summary>From now on no entry with this decision can be appended.</summary>
    public void BreakAudit(string decision) => Execute(
        TestStorage.IsPostgres
            ? $"""
            CREATE FUNCTION broken_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left on device'; END $$;
            CREATE TRIGGER broken_audit BEFORE INSERT ON audit_entries FOR EACH ROW
            WHEN (convert_from(NEW.entry, 'UTF8')::jsonb ->> 'decision' = '{decision}') EXECUTE FUNCTION broken_audit()
            """
            : $"""
            CREATE TRIGGER broken_audit BEFORE INSERT ON audit_entries WHEN json_extract(CAST(NEW.entry AS TEXT), '$.decision') = '{decision}'
            BEGIN SELECT RAISE(ABORT, 'no space left on device'); END
            """);

    public void MendAudit() => Execute(
        TestStorage.IsPostgres ? "DROP TRIGGER broken_audit ON audit_entries; DROP FUNCTION broken_audit" : "DROP TRIGGER broken_audit");

    /// <summary>The receipts of all entries, in order.</summary>
    public IReadOnlyList<string> Ids() => Query<string>("SELECT id FROM audit_entries ORDER BY seq");

    /// <summary>What whoever has the file can do: no trigger stops them.</summary>
    public void Tamper(string sql) => Execute(
        TestStorage.IsPostgres
            ? $"ALTER TABLE audit_entries DISABLE TRIGGER USER; {TestStorage.Sql(sql)}"
            : $"DROP TRIGGER IF EXISTS audit_entries_erase_only; DROP TRIGGER IF EXISTS audit_entries_no_delete; {sql}");

    /// <summary>As after a process that died while it answered: what is under way stays under way.</summary>
    public void LeaveUnderWay(string partner) => Execute(
        $"UPDATE idempotency SET completed = 0 WHERE session IN (SELECT id FROM sessions WHERE partner = '{partner}')");

    private void Execute(string sql)
    {
        using var connection = TestStorage.Open(file);
        connection.Execute(sql);
    }

    private List<T> Query<T>(string sql, object? parameters = null)
    {
        using var connection = TestStorage.Open(file);
        return connection.Query<T>(sql, parameters).ToList();
    }
}
