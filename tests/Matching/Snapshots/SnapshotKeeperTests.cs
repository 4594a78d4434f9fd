using Pmo.Hosting.Decisions;
using Pmo.Matching.Snapshots;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Snapshots;

public sealed class SnapshotKeeperTests
{
    private static List<(int Person, UploadRow Row)> Rows(int count) => [.. Enumerable.Range(0, count).Select(i => (i, Caller.Row()))];

    private static Task<Reply> AskAsync(MatchingHost host) => host.Caller("bappeda").SendAsync(
        HttpMethod.Get, "/v1/overlaps", d => d with { Operation = "overlaps", Datasets = [new DecidedDataset("pkh-2026", "dinsos")] });

    private static async Task<long?> PersonsAsync(MatchingHost host) => (await AskAsync(host)).Read<OverlapsAnswer>().Datasets.Single().Persons;

    private static async Task<MatchingHost> StartAsync(params string[] more)
    {
        var host = await MatchingHost.StartAsync(more);
        (await host.Caller("dinsos").CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        return host;
    }

    [Fact]
    public async Task Questions_are_answered_from_the_newest_snapshot_and_its_rows_outlive_a_replacement()
    {
        await using var host = await StartAsync();
        var dinsos = host.Caller("dinsos");
        (await AskAsync(host)).ShouldBe(409, "no_snapshot");
        await dinsos.UploadAsync("pkh-2026", Rows(4));
        await host.Snapshots.RunOnceAsync(default);
        await dinsos.UploadAsync("pkh-2026", Rows(7));
        await host.Snapshots.RunOnceAsync(default);
        await host.Cleaner.RunOnceAsync(default);
        (await PersonsAsync(host)).ShouldBe(4);

        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Snapshots.RunOnceAsync(default);
        (await PersonsAsync(host)).ShouldBe(7);
    }

    [Fact]
    public async Task A_snapshot_at_each_commit_is_the_newest_at_once()
    {
        await using var host = await StartAsync("--Snapshots:Every=00:00:00");
        await host.Caller("dinsos").UploadAsync("pkh-2026", Rows(4));
        (await PersonsAsync(host)).ShouldBe(4);
        await host.Caller("dinsos").UploadAsync("pkh-2026", Rows(2), "append");
        (await PersonsAsync(host)).ShouldBe(4);
        await host.Caller("dinsos").UploadAsync("pkh-2026", Rows(6));
        (await PersonsAsync(host)).ShouldBe(6);
    }

    [Fact]
    public async Task Closing_a_dataset_takes_it_out_of_all_snapshots_at_once()
    {
        await using var host = await StartAsync("--Snapshots:Every=00:00:00");
        var dinsos = host.Caller("dinsos");
        await dinsos.UploadAsync("pkh-2026", Rows(4));
        await dinsos.SendAsync(HttpMethod.Delete, "/v1/datasets/pkh-2026", d => d with { Operation = "upload" });
        (await AskAsync(host)).Read<OverlapsAnswer>().Datasets.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_operation_that_was_not_decided_is_refused()
    {
        await using var host = await StartAsync("--Snapshots:Every=00:00:00");
        await host.Caller("dinsos").UploadAsync("pkh-2026", Rows(4));
        var reply = await host.Caller("bappeda").SendAsync(
            HttpMethod.Get, "/v1/coverage?register=pkh-2026", d => d with { Operation = "overlaps", Datasets = [new DecidedDataset("pkh-2026", "dinsos")] });
        reply.ShouldBe(403, "operation_mismatch");
        (await host.Caller("bappeda").SendAsync(
            HttpMethod.Get, "/v1/coverage?register=pkh-2026&by=colour&x=1", d => d with { Operation = "coverage", Datasets = [new DecidedDataset("pkh-2026", "dinsos")] }))
            .ShouldBe(400, "field_invalid");
        (await host.Caller("bappeda").SendAsync(
            HttpMethod.Get, "/v1/coverage?register=pkh-2026", d => d with { Operation = "coverage", Datasets = [new DecidedDataset("pkh-2026", "dinsos")] }))
            .ShouldBe(422, "not_a_register");
    }
}
