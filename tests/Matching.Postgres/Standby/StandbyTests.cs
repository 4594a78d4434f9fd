using Dapper;
using Npgsql;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Testing.Postgres;

namespace Pmo.Matching.Tests.Standby;

/// <summary>What is read on a standby, and that nobody can tell by the answers. 'b' is the standby.</summary>
public sealed class StandbyTests
{
    private const int Many = 32;
    private const string Backends = "FROM pg_stat_activity WHERE application_name = 'pmo-matching'";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly DecidedDataset Zakat = new("zakat", "baznas");
    private static readonly DecidedDataset Pkh = new("pkh", "dinsos");
    private static readonly int[] Everybody = [.. Enumerable.Range(0, 4 * Many)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checks_questions_and_duplicates_are_answered_by_it_and_from_the_newest_lists()
    {
        await using var pair = await PostgresPair.StartAsync();
        await using var host = await MatchingHost.StartAsync(
            "--Snapshots:Every=00:00:00", $"--Storage:ConnectionString={pair.ConnectionString("matching")}",
            $"--Storage:ReadConnectionString={pair.ReadConnectionString("matching")}");
        await using var standby = new NpgsqlConnection(pair.ConnectionString("matching", 'b') + ";Pooling=false");
        await standby.OpenAsync(Token);
        var (dinsos, baznas) = (host.Caller("dinsos"), host.Caller("baznas"));
        (await dinsos.CreateAsync(Caller.Aid("pkh"))).Read<DatasetInfo>();
        (await baznas.CreateAsync(Caller.Aid("zakat", "ZAKAT_KEMANUSIAAN", programme: "Zakat"))).Read<DatasetInfo>();
        await dinsos.UploadAsync("pkh", Rows(0, Many));
        await baznas.UploadAsync("zakat", Rows(Many / 2, Many));

        foreach (var ask in Asks(host))
        {
            await ShouldAnswerAsync(standby, ask, Many / 2);
        }

        // Each is asked at once after a list that the standby does not show.
        await standby.ExecuteAsync("SELECT pg_wal_replay_pause()");
        var shift = 0;
        foreach (var ask in Asks(host))
        {
            await dinsos.UploadAsync("pkh", Rows(++shift, Many));
            (await ask()).ShouldBe(Many / 2 + shift);
        }

        await standby.ExecuteAsync("SELECT pg_wal_replay_resume()");
        foreach (var ask in Asks(host))
        {
            await ShouldAnswerAsync(standby, ask, Many / 2 + shift);
        }
    }

    // Each tells how many are in both lists.
    private static Func<Task<int>>[] Asks(MatchingHost host) =>
    [
        async () => (await host.Caller("csr").CheckAsync(Everybody, [Pkh, Zakat])).Results.Count(r => r.Overlaps.Count == 2),
        async () => (int)(await host.Caller("bappeda").SendAsync(
            HttpMethod.Get, "/v1/overlaps", d => d with { Operation = "overlaps", Datasets = [Pkh, Zakat] })).Read<OverlapsAnswer>().Pairs.Single().Both!.Value,
        async () => (await host.Caller("baznas").DuplicatesAsync("zakat", [Zakat, Pkh])).Matched,
    ];

    // What was asked of the standby shows when the connection that asked is ended, or a second later; asking again takes care of the latter.
    private static async Task ShouldAnswerAsync(NpgsqlConnection standby, Func<Task<int>> ask, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        await standby.ExecuteAsync($"SELECT pg_terminate_backend(pid) {Backends}");
        while (await standby.ExecuteScalarAsync<long>($"SELECT count(*) {Backends}") > 0)
        {
            patience.IsCancellationRequested.ShouldBeFalse("connections do not end");
        }

        for (var before = await ScansAsync(standby); await ScansAsync(standby) == before;)
        {
            (await ask()).ShouldBe(count);
            patience.IsCancellationRequested.ShouldBeFalse("the standby is not asked");
        }
    }

    private static Task<long> ScansAsync(NpgsqlConnection standby) => standby.ExecuteScalarAsync<long>(
        "SELECT coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0)::bigint FROM pg_stat_user_tables WHERE schemaname = 'matching' AND relname LIKE 'records%'");

    private static List<(int Person, UploadRow Row)> Rows(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => (i, Caller.Row() with { Ref = $"R-{i}", Amount = 100, Region = "1871" }))];
}
