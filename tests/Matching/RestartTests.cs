using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;

namespace Pmo.Matching.Tests;

public sealed class RestartTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh-2026", "dinsos")];

    [Fact]
    public async Task A_restart_in_the_middle_of_an_upload_and_a_check_loses_nothing()
    {
        await using var host = await MatchingHost.StartAsync();
        var (dinsos, csr) = (host.Caller("dinsos"), host.Caller("csr"));
        (await dinsos.CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        var rows = Enumerable.Range(0, PartPlan.MaxPersons + 2).Select(i => (i, Caller.Row())).ToList();
        var upload = await dinsos.OpenUploadAsync("pkh-2026", rows.Count);
        (await dinsos.PutRowsAsync("pkh-2026", upload, 0, dinsos.Ndjson(rows[..PartPlan.MaxPersons]))).Read<PartReceived>();
        var check = await csr.OpenCheckAsync(2, Pkh);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [8192, 9000]))).Read<PartReceived>();

        await RestartAsync(host);
        (await dinsos.PutRowsAsync("pkh-2026", upload, 1, dinsos.Ndjson(rows[PartPlan.MaxPersons..]))).Read<PartReceived>();

        await RestartAsync(host);
        (await dinsos.CommitUploadAsync("pkh-2026", upload)).Read<UploadCommitted>().DatasetRows.ShouldBe(rows.Count);
        var first = await csr.CommitCheckAsync(check, Pkh);
        first.Read<CheckAnswer>().Results.Select(r => r.I).ShouldBe([0]);

        await RestartAsync(host);
        (await csr.CommitCheckAsync(check, Pkh)).Body.ShouldBe(first.Body);
        (await csr.CheckAsync([1, 8192], Pkh)).Matched.ShouldBe(2);
    }

    private static async Task RestartAsync(MatchingHost host)
    {
        await host.StopAppAsync();
        await host.StartAppAsync();
    }
}
