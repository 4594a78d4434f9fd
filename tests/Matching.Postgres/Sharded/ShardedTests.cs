using Dapper;
using Npgsql;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Sharded;

/// <summary>The life of lists whose records lie on three servers, one of which goes and comes back.</summary>
public sealed class ShardedTests
{
    private const int Many = 64;
    private static readonly DecidedDataset Zakat = new("zakat", "baznas");
    private static readonly DecidedDataset Pkh = new("pkh", "dinsos");
    private static readonly DecidedDataset Dtsen = new("dtsen", "dinsos");
    private static readonly DecidedDataset[] All = [Zakat, Pkh];
    private static readonly int[] Everybody = [.. Enumerable.Range(0, 2 * Many)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static List<(int Person, UploadRow Row)> Rows(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => (i, Caller.Row() with { Ref = $"R-{i}", Amount = 100, Region = "1871" }))];

    [Fact]
    public async Task Lists_on_three_servers_answer_as_on_one_and_not_at_all_while_one_is_away()
    {
        using var shards = new ShardSet();
        await using var host = await MatchingHost.StartAsync("--Snapshots:Every=00:00:00", $"--Storage:ConnectionString={shards.ConnectionString}");
        var (dinsos, baznas, csr) = (host.Caller("dinsos"), host.Caller("baznas"), host.Caller("csr"));
        (await dinsos.CreateAsync(Caller.Aid("pkh"))).Read<DatasetInfo>();
        (await baznas.CreateAsync(Caller.Aid("zakat", "ZAKAT_KEMANUSIAAN", programme: "Zakat"))).Read<DatasetInfo>();
        (await dinsos.CreateAsync(Caller.Aid("dtsen") with { Kind = "register", Programme = null, AidType = null })).Read<DatasetInfo>();

        // What is there moves with its partition.
        await dinsos.UploadAsync("pkh", Rows(0, Many));
        shards.Run("spread");
        shards.Run("where").Split('\n').Count(line => line.EndsWith("shard_0", StringComparison.Ordinal)).ShouldBe(6);
        (await csr.CheckAsync(Everybody, [Pkh])).Matched.ShouldBe(Many);

        await baznas.UploadAsync("zakat", Rows(Many / 2, Many));
        await dinsos.UploadAsync("dtsen", Rows(0, 2 * Many));
        await dinsos.UploadAsync("pkh", Rows(0, Many));
        await host.Cleaner.RunOnceAsync(Token);
        await using var records = new NpgsqlConnection(shards.ConnectionString + ";Pooling=false");
        (await records.ExecuteScalarAsync<long>("SELECT count(*) FROM records")).ShouldBe(4 * Many);
        await AnswersAsync(host);

        shards.Run("stop", "2");
        var check = await csr.OpenCheckAsync(Everybody.Length, [Pkh]);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", Everybody))).Read<PartReceived>();
        (await csr.CommitCheckAsync(check, [Pkh])).ShouldBe(503, "storage_unavailable");
        (await OverlapsAsync(host)).ShouldBe(503, "storage_unavailable");
        (await baznas.AskAsync("zakat", All)).ShouldBe(503, "storage_unavailable");
        var upload = await dinsos.OpenUploadAsync("pkh", Many);
        var part = dinsos.Ndjson(Rows(Many, Many));
        (await dinsos.PutRowsAsync("pkh", upload, 0, part)).ShouldBe(503, "storage_unavailable");
        (await dinsos.CommitUploadAsync("pkh", upload)).ShouldBe(409, "parts_missing");

        shards.Run("resume", "2");
        (await csr.CommitCheckAsync(check, [Pkh])).Read<CheckAnswer>().Matched.ShouldBe(Many);
        await AnswersAsync(host);
        (await dinsos.PutRowsAsync("pkh", upload, 0, part)).Read<PartReceived>();
        (await dinsos.CommitUploadAsync("pkh", upload)).Read<UploadCommitted>().DatasetRows.ShouldBe(Many);
        (await csr.CheckAsync(Everybody, [Pkh])).Results.Select(r => r.I).ShouldBe(Everybody[Many..]);
        await EraseAsync(host);
    }

    private static Task<Reply> OverlapsAsync(MatchingHost host) => host.Caller("bappeda").SendAsync(
        HttpMethod.Get, "/v1/overlaps", d => d with { Operation = "overlaps", Datasets = [Pkh, Zakat] });

    private static async Task AnswersAsync(MatchingHost host)
    {
        (await OverlapsAsync(host)).Read<OverlapsAnswer>().Pairs.ShouldHaveSingleItem().Both.ShouldBe(Many / 2);
        var coverage = (await host.Caller("bappeda").SendAsync(
            HttpMethod.Get, "/v1/coverage?register=dtsen", d => d with { Operation = "coverage", Datasets = [Pkh, Zakat, Dtsen] })).Read<CoverageAnswer>();
        (coverage.Total.Persons, coverage.Total.None, coverage.Total.Two).ShouldBe((2 * Many, Many / 2, Many / 2));
        var page = await host.Caller("baznas").DuplicatesAsync("zakat", All);
        (page.Rows, page.Matched).ShouldBe((Many, Many / 2));
    }

    // Whoever is restricted stays so in the next list, on whatever server.
    private static async Task EraseAsync(MatchingHost host)
    {
        var dinsos = host.Caller("dinsos");
        for (var person = Many; person < Many + 8; person++)
        {
            (await host.SubjectAsync(dinsos, person, [Pkh], "erase")).Datasets.ShouldHaveSingleItem().Rows.ShouldBe(1);
        }

        (await host.Caller("csr").CheckAsync(Everybody, [Pkh])).Matched.ShouldBe(Many - 8);
        await dinsos.UploadAsync("pkh", Rows(Many, Many));
        (await host.Caller("csr").CheckAsync(Everybody, [Pkh])).Matched.ShouldBe(Many - 8);
    }
}
