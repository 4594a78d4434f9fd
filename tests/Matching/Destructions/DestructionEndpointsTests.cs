using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Tests.Destructions;

public sealed class DestructionEndpointsTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh", "dinsos")];

    [Theory]
    [InlineData("retention")]
    [InlineData("closed")]
    public async Task The_end_of_a_dataset_is_told_once_with_its_rows_when_they_are_gone(string reason)
    {
        await using var host = await MatchingHost.StartAsync("--Snapshots:Every=00:00:00");
        var dinsos = host.Caller("dinsos");
        (await dinsos.CreateAsync(Caller.Aid("pkh") with { RetainUntil = new DateOnly(2098, 12, 31) })).Read<DatasetInfo>();
        await dinsos.UploadAsync("pkh", [.. Enumerable.Range(0, 2500).Select(i => (i, Caller.Row()))]);
        await host.Caller("csr").CheckAsync([1, 2], Pkh);
        (await host.DestructionsAsync()).ShouldSatisfyAllConditions(l => l.Last.ShouldBe(0), l => l.Items.ShouldBeEmpty());

        if (reason == "retention")
        {
            host.Time.Shift = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.FromHours(7)) - host.Time.GetUtcNow();
        }
        else
        {
            await dinsos.SendAsync(HttpMethod.Delete, "/v1/datasets/pkh", d => d with { Operation = "upload" });
        }

        await host.Cleaner.RunOnceAsync(default);
        await host.Cleaner.RunOnceAsync(default);
        var item = (await host.DestructionsAsync()).Items.ShouldHaveSingleItem();
        (item.Dataset, item.Owner, item.Reason, item.Rows, item.Audit).ShouldBe(("pkh", "dinsos", reason, 2500, null));
        (await host.DestructionsAsync(item.Seq)).Items.ShouldBeEmpty();
        (await host.CountAsync("records")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_but_the_Gateway_itself_is_told()
    {
        await using var host = await MatchingHost.StartAsync("--Snapshots:Every=00:00:00");
        (await host.Caller("dinsos").SendAsync(HttpMethod.Get, "/v1/destructions?after=0", d => d with { Operation = "read" })).ShouldBe(404, "not_found");
        (await host.Caller("dinsos").SendAsync(HttpMethod.Get, "/v1/destructions?after=0", d => d, signed: false)).ShouldBe(401, "decision_required");
        var told = await host.Caller("pmo-gateway").SendAsync(HttpMethod.Get, "/v1/destructions?after=0", d => d with { Operation = "destructions" });
        told.Headers.Contains(PmoHeaders.Seal).ShouldBeTrue();
    }

    [Fact]
    public async Task The_journal_is_forgotten_after_its_years_and_with_it_who_has_paid()
    {
        await using var host = await MatchingHost.StartAsync("--Journal:KeepDays=30", "--Snapshots:Every=00:00:00");
        var (dinsos, baznas) = (host.Caller("dinsos"), host.Caller("baznas"));
        (await dinsos.CreateAsync(Caller.Aid("pkh"))).Read<DatasetInfo>();
        (await baznas.CreateAsync(Caller.Aid("zakat"))).Read<DatasetInfo>();
        await baznas.UploadAsync("zakat", [(1, Caller.Row())]);
        await host.Caller("csr").CheckAsync([1, 2], Pkh);
        (await baznas.DuplicatesAsync("zakat", [.. Pkh, new("zakat", "baznas")])).Charged.ShouldBe(1);

        host.Time.Shift = TimeSpan.FromDays(30);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("inquiries")).ShouldBe(2);
        host.Time.Shift = TimeSpan.FromDays(32);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("inquiries"), await host.CountAsync("journal"), await host.CountAsync("asked")).ShouldBe((0, 0, 0));
        (await baznas.DuplicatesAsync("zakat", [.. Pkh, new("zakat", "baznas")])).Charged.ShouldBe(1);
    }
}
