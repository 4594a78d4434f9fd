using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Duplicates.Storage;

/// <summary>What is paid for, and that nothing is told before.</summary>
public sealed class AskedLedgerTests
{
    private static readonly DecidedDataset[] All = [new("zakat", "baznas"), new("pkh", "dinsos")];

    private static async Task<(MatchingHost Host, Caller Baznas)> StartAsync(int persons)
    {
        var host = await MatchingHost.StartAsync("--Snapshots:Every=00:00:00");
        var (baznas, dinsos) = (host.Caller("baznas"), host.Caller("dinsos"));
        (await baznas.CreateAsync(Caller.Aid("zakat"))).Read<DatasetInfo>();
        (await dinsos.CreateAsync(Caller.Aid("pkh"))).Read<DatasetInfo>();
        await baznas.UploadAsync("zakat", [.. Enumerable.Range(0, persons).Select(p => (p, Caller.Row()))]);
        await dinsos.UploadAsync("pkh", [(0, Caller.Row())]);
        return (host, baznas);
    }

    [Fact]
    public async Task An_exhausted_quota_discloses_nothing_and_marks_nothing()
    {
        var (host, baznas) = await StartAsync(3);
        await using var _1 = host;
        var refused = await baznas.AskAsync("zakat", All, d => d with { Chargeable = 2 });
        refused.ShouldBe(429, "quota_exhausted");
        refused.Headers.Contains("Pmo-Outcome").ShouldBeFalse();
        ((await host.CountAsync("asked")), await host.CountAsync("journal"), await host.CountAsync("inquiries")).ShouldBe((0, 0, 0));

        (await baznas.DuplicatesAsync("zakat", All, d => d with { Chargeable = 3 })).Charged.ShouldBe(3);
        (await baznas.DuplicatesAsync("zakat", All, d => d with { Chargeable = 0 })).Matched.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_given_back_is_not_paid_for()
    {
        var (host, baznas) = await StartAsync(3);
        await using var _1 = host;
        (await baznas.DuplicatesAsync("zakat", All, d => d with { Audit = "lost" })).Charged.ShouldBe(3);

        // The Gateway heard nothing of it: the same persons are new again. A second time, and for somebody else, this changes nothing.
        (await baznas.AskAsync("zakat", All, d => d with { Unsettled = ["lost"], Chargeable = 2 })).ShouldBe(429, "quota_exhausted");
        (await baznas.DuplicatesAsync("zakat", All, d => d with { Unsettled = ["lost"], Audit = "second" })).Charged.ShouldBe(3);
        (await baznas.DuplicatesAsync("zakat", All, d => d with { Unsettled = ["lost"] })).Charged.ShouldBe(0);
    }

    [Fact]
    public async Task Unsettled_receipt_of_another_partner_changes_nothing()
    {
        var (host, baznas) = await StartAsync(3);
        await using var _1 = host;
        (await baznas.DuplicatesAsync("zakat", All, d => d with { Audit = "theirs" })).Charged.ShouldBe(3);
        await host.Caller("dinsos").DuplicatesAsync("pkh", All, d => d with { Unsettled = ["theirs"] });
        (await baznas.DuplicatesAsync("zakat", All)).Charged.ShouldBe(0);
    }

    [Fact]
    public async Task A_request_still_under_way_when_its_charge_was_given_back_tells_nothing()
    {
        var (host, baznas) = await StartAsync(3);
        await using var _1 = host;
        (await baznas.AskAsync("zakat", All, d => d with { Unsettled = ["slow"], Chargeable = 0 })).ShouldBe(429, "quota_exhausted");
        (await baznas.AskAsync("zakat", All, d => d with { Audit = "slow" })).ShouldBe(409, "charge_given_back");
        (await host.CountAsync("asked")).ShouldBe(0);
    }

    [Fact]
    public async Task Two_at_once_are_charged_for_a_person_once()
    {
        var (host, baznas) = await StartAsync(50);
        await using var _1 = host;
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => baznas.DuplicatesAsync("zakat", All)));
        pages.Sum(p => p.Charged).ShouldBe(50);
    }
}
