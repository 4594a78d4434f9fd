using Microsoft.Extensions.DependencyInjection;
using Pmo.AuditLog;
using Pmo.AuditLog.Verify;
using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Tests.Audit;

/// <summary>A Gateway whose log is tampered with while it runs. Each test has a Gateway of its own, since it does not survive.</summary>
public sealed class AuditKeeperTests : Stack
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private MerkleLog Log => Gateway.GetRequiredService<MerkleLog>();

    private AuditKeeper Keeper => Gateway.GetRequiredService<AuditKeeper>();

    [Fact]
    public async Task Old_entry_that_was_edited_is_named_and_degrades_health_and_the_service_goes_on()
    {
        var partner = NewPartner();
        await ListRun.CheckAsync(partner, 41);
        await Log.SealAsync(Token);
        Database.Tamper("UPDATE audit_entries SET entry = CAST(replace(CAST(entry AS TEXT), 'policy-load', 'policy-lost') AS BLOB) WHERE seq = 0");

        (await Keeper.SelfCheckAsync(Token)).Faults[0].ShouldBe(new LogFault(FaultKind.EntryAltered, 0, 0, Database.Ids()[0]));

        var ready = await HealthAsync();
        ready.ShouldBe(200).Text.ShouldContain("entry 0");
        ready.Json.GetProperty("checks").GetProperty("audit").GetProperty("status").GetString().ShouldBe("degraded");
        (await partner.CatalogAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task Log_that_was_cut_stops_the_service_before_anything_is_disclosed()
    {
        var partner = NewPartner();
        var check = await ListRun.PrepareAsync(partner, 51, 52);
        await Log.SealAsync(Token);
        Database.Tamper("DELETE FROM audit_entries WHERE seq > 2");

        var answer = await partner.SendAsync(ListRun.Commit(check));

        answer.ShouldBeRefused(503, "audit_unavailable");
        answer.Text.ShouldNotContain("results");
        (await partner.CatalogAsync()).ShouldBeRefused(503, "audit_unavailable");
        (await HealthAsync()).ShouldBe(503).Json.GetProperty("checks").GetProperty("audit").GetProperty("status").GetString().ShouldBe("unhealthy");
    }

    [Fact]
    public async Task Commitment_that_was_changed_is_seen_by_an_independent_verifier()
    {
        await ListRun.CheckAsync(NewPartner(), 61);
        await Log.SealAsync(Token);
        Database.Tamper("UPDATE audit_entries SET leaf = zeroblob(32) WHERE seq = 1");

        var (exit, said) = await Node.VerifyAsync(new Uri(Origin, "/v1/audit/log/"), Log.Key!.ToString());

        (exit, said.GetProperty("sound").GetBoolean()).ShouldBe((3, false));
    }

    private async Task<ApiAnswer> HealthAsync()
    {
        using var response = await Http.GetAsync(new Uri(Origin, "/health/ready"), Token);
        return await ApiCaller.ReadAsync(response);
    }
}
