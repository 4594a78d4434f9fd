using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Cleaning;

public sealed class CleanerTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    private static List<(int Person, UploadRow Row)> Rows(int count) => [.. Enumerable.Range(0, count).Select(i => (i, Caller.Row()))];

    private static async Task<MatchingHost> StartAsync(DateOnly? retainUntil = null)
    {
        var host = await MatchingHost.StartAsync();
        (await host.Caller("dinsos").CreateAsync(Caller.Aid("pkh-2026") with { RetainUntil = retainUntil ?? new DateOnly(2099, 12, 31) }))
            .Read<DatasetInfo>();
        return host;
    }

    [Fact]
    public async Task Superseded_rows_are_destroyed_and_visible_ones_stay()
    {
        await using var host = await StartAsync();
        var dinsos = host.Caller("dinsos");
        await dinsos.UploadAsync("pkh-2026", Rows(5000));
        await dinsos.UploadAsync("pkh-2026", Rows(3));
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("records")).ShouldBe(3);
        (await host.Caller("csr").CheckAsync([0, 4], Pkh)).Matched.ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_upload_and_a_closed_dataset_leave_nothing()
    {
        await using var host = await StartAsync();
        var dinsos = host.Caller("dinsos");
        var upload = await dinsos.OpenUploadAsync("pkh-2026", 2);
        (await dinsos.PutRowsAsync("pkh-2026", upload, 0, dinsos.Ndjson(Rows(2)))).Read<PartReceived>();
        (await host.CountAsync("records")).ShouldBe(2);
        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("records")).ShouldBe(0);
        (await dinsos.PutRowsAsync("pkh-2026", upload, 0, dinsos.Ndjson(Rows(2)))).ShouldBe(409, "session_expired");

        await dinsos.UploadAsync("pkh-2026", Rows(4));
        await dinsos.SendAsync(HttpMethod.Delete, "/v1/datasets/pkh-2026", d => d with { Operation = "upload" });
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("records")).ShouldBe(0);
    }

    [Fact]
    public async Task A_dataset_whose_retention_has_ended_is_closed_and_destroyed()
    {
        await using var host = await StartAsync(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddDays(10).Date));
        var dinsos = host.Caller("dinsos");
        await dinsos.UploadAsync("pkh-2026", Rows(4));
        host.Time.Shift = TimeSpan.FromDays(12);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("records")).ShouldBe(0);
        (await dinsos.SendAsync(HttpMethod.Get, "/v1/datasets/pkh-2026", d => d)).Read<DatasetInfo>().State.ShouldBe("closed");
    }

    [Fact]
    public async Task Pseudonyms_of_a_check_go_at_commit_and_the_rest_when_it_expires()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        await host.Caller("dinsos").UploadAsync("pkh-2026", Rows(1));
        await csr.CheckAsync([0], Pkh);
        (await host.CountAsync("check_parts")).ShouldBe(0);
        (await host.CountAsync("check_answers")).ShouldBeGreaterThan(0);
        var open = await csr.OpenCheckAsync(1, Pkh);
        (await csr.PutTokensAsync(open, 0, host.Pseudonyms.Part("csr", [0]))).Read<PartReceived>();

        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("check_parts")).ShouldBe(0);
        (await host.CountAsync("check_answers")).ShouldBe(0);
        (await host.CountAsync("checks")).ShouldBe(2);
        host.Time.Shift = TimeSpan.FromDays(9);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("checks")).ShouldBe(0);
    }
}
