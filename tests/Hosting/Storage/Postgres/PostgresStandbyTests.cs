using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pmo.Hosting.Health;
using Pmo.Hosting.Storage.Postgres;
using Pmo.Testing.Postgres;

namespace Pmo.Hosting.Tests.Storage.Postgres;

/// <summary>Reads on a standby that is late, dies, cancels them or is none. 'a' is the primary, 'b' the standby.</summary>
public sealed class PostgresStandbyTests(PairFixture fixture) : IClassFixture<PairFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_write_is_seen_by_the_next_read_of_another_replica_wherever_it_is_answered()
    {
        var pair = await fixture.StartAsync();
        using var writer = await PairDatabase.OpenAsync(pair, "next");
        using var reader = await PairDatabase.OpenAsync(pair, "next");
        var onStandby = 0;
        for (var i = 1; i <= 200; i++)
        {
            await writer.AddAsync(i);
            var read = await reader.ReadAsync();
            read.Count.ShouldBe(i);
            onStandby += read.OnStandby ? 1 : 0;
        }

        onStandby.ShouldBeGreaterThan(0);
        (await reader.Database.ReadSnapshotAsync(t => t.Connection!.ExecuteScalarAsync<bool>("SELECT pg_is_in_recovery()", transaction: t), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_standby_has_not_replayed_yet_is_read_from_the_primary()
    {
        using var database = await PairDatabase.OpenAsync(await fixture.StartAsync(), "late");
        await database.AddAsync(1);
        await database.ReadUntilOnStandbyAsync(1);

        await database.TellAsync('b', "SELECT pg_wal_replay_pause()");
        await database.AddAsync(2);
        (await database.ReadAsync()).ShouldBe((false, 2));
        database.Standby.State.ShouldBe(StandbyState.Behind);
        (await HealthAsync(database)).ShouldBe((HealthStatus.Degraded, "standby: behind the primary, which answers all reads"));

        await database.TellAsync('b', "SELECT pg_wal_replay_resume()");
        await database.ReadUntilOnStandbyAsync(2);
        (await HealthAsync(database)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_standby_that_dies_within_a_read_costs_no_answer()
    {
        var pair = await fixture.StartAsync();
        using var database = await PairDatabase.OpenAsync(pair, "death");
        await database.AddAsync(1);
        await database.ReadUntilOnStandbyAsync(1);

        var places = new List<bool>();
        var count = await database.Database.ReadSnapshotAsideAsync(
            async t =>
            {
                places.Add(await t.Connection!.ExecuteScalarAsync<bool>("SELECT pg_is_in_recovery()", transaction: t));
                if (places[^1])
                {
                    await pair.TellAsync("crash b");
                }

                return await t.Connection!.ExecuteScalarAsync<long>("SELECT count(*) FROM replays", transaction: t);
            },
            Token);
        var (after, state, health) = (await database.ReadAsync(), database.Standby.State, await HealthAsync(database));

        // A service that starts meanwhile does without it, once nothing waits for its disk.
        await database.SetAsync('a', "synchronous_standby_names = ''");
        using var other = await PairDatabase.OpenAsync(pair, "death");
        var others = await other.ReadAsync();
        await pair.TellAsync("up b");

        (count, string.Join(',', places)).ShouldBe((1, "True,False"));
        (after, state, health.Status).ShouldBe(((false, 1), StandbyState.Away, HealthStatus.Degraded));
        others.ShouldBe((false, 1));
        await database.ReadUntilOnStandbyAsync(1);
        await other.ReadUntilOnStandbyAsync(1);
        await database.SetAsync('a', "synchronous_standby_names = 'pmo_b'");
    }

    // What the replay must change is locked by a reader: after max_standby_streaming_delay it is the reader that goes.
    [Fact]
    public async Task A_read_that_is_cancelled_by_the_replay_is_run_again()
    {
        using var database = await PairDatabase.OpenAsync(await fixture.StartAsync(), "conflict");
        await database.SetAsync('b', "max_standby_streaming_delay = 0");
        await database.AddAsync(1);
        await database.ReadUntilOnStandbyAsync(1);

        var places = new List<bool>();
        string? state = null;
        var count = await database.Database.ReadSnapshotAsideAsync(
            async t =>
            {
                var (onStandby, seen) = await t.Connection!.QuerySingleAsync<(bool, long)>("SELECT pg_is_in_recovery(), count(*) FROM replays", transaction: t);
                places.Add(onStandby);
                if (!onStandby)
                {
                    return seen;
                }

                await database.TellAsync('a', "ALTER TABLE replays ADD COLUMN later BIGINT");
                try
                {
                    return await t.Connection!.ExecuteScalarAsync<long>("SELECT count(*) FROM replays, pg_sleep(100)", transaction: t);
                }
                catch (System.Data.Common.DbException e)
                {
                    state = e.SqlState;
                    throw;
                }
            },
            Token);

        (count, string.Join(',', places), state).ShouldBe((1, "True,False", "40001"));
        await database.ReadUntilOnStandbyAsync(1);
    }

    [Fact]
    public async Task A_read_that_fails_by_its_own_fault_fails_on_both_and_one_that_is_cancelled_is_not_repeated()
    {
        using var database = await PairDatabase.OpenAsync(await fixture.StartAsync(), "fault");
        await database.ReadUntilOnStandbyAsync(0);
        var times = 0;
        await Should.ThrowAsync<InvalidDataException>(() => database.Database.ReadSnapshotAsideAsync<int>(
            _ => throw new InvalidDataException((++times).ToString(System.Globalization.CultureInfo.InvariantCulture)), Token));
        times.ShouldBe(2);

        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => database.Database.ReadSnapshotAsideAsync<int>(
            async _ =>
            {
                times++;
                await cancel.CancelAsync();
                cancel.Token.ThrowIfCancellationRequested();
                return 1;
            },
            cancel.Token));
        times.ShouldBe(3);
        await database.ReadUntilOnStandbyAsync(0);
    }

    [Fact]
    public async Task A_server_that_is_no_standby_and_a_database_with_tables_elsewhere_are_not_read_aside()
    {
        var pair = await fixture.StartAsync();
        using (var wrong = await PairDatabase.OpenAsync(pair, "unfit", pair.ConnectionString("unfit", 'a')))
        {
            (await wrong.ReadAsync()).ShouldBe((false, 0));
            wrong.Standby.State.ShouldBe(StandbyState.Unfit);
            (await HealthAsync(wrong)).Status.ShouldBe(HealthStatus.Degraded);
        }

        using var database = await PairDatabase.OpenAsync(pair, "unfit");
        await database.ReadUntilOnStandbyAsync(0);
        await database.TellAsync(
            'a',
            """
            CREATE EXTENSION postgres_fdw;
            CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw;
            CREATE FOREIGN TABLE far (id BIGINT) SERVER elsewhere
            """);
        (await database.ReadAsync()).ShouldBe((false, 0));
        database.Standby.State.ShouldBe(StandbyState.Divided);
        await database.TellAsync('a', "DROP EXTENSION postgres_fdw CASCADE");
        await database.ReadUntilOnStandbyAsync(0);
    }

    [Fact]
    public async Task No_user_needs_to_be_a_superuser_and_the_readers_may_only_read()
    {
        var pair = await fixture.StartAsync();
        using (var super = await PairDatabase.OpenAsync(pair, "super"))
        {
            await super.TellAsync(
                'a',
                """
                CREATE ROLE plain LOGIN PASSWORD 'plain';
                GRANT CREATE ON DATABASE postgres TO plain;
                CREATE ROLE reader LOGIN PASSWORD 'reader'
                """);
        }

        var main = pair.ConnectionString("plain") + ";Username=plain;Password=plain";
        using (var plain = await PairDatabase.OpenAsync(pair, "plain", pair.ReadConnectionString("plain") + ";Username=plain;Password=plain", main))
        {
            await plain.AddAsync(1);
            await plain.ReadUntilOnStandbyAsync(1);
            await plain.TellAsync('a', "GRANT USAGE ON SCHEMA plain TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA plain TO reader");
        }

        using var database = await PairDatabase.OpenAsync(pair, "plain", pair.ReadConnectionString("plain") + ";Username=reader;Password=reader", main);
        await database.ReadUntilOnStandbyAsync(1);
    }

    // Its position is ahead, and it shows what the new primary never had.
    [Fact]
    public async Task A_standby_of_an_abandoned_timeline_is_not_read()
    {
        await using var pair = await PostgresPair.StartAsync();
        using var database = await PairDatabase.OpenAsync(pair, "fork");
        await database.AddAsync(1);
        await database.ReadUntilOnStandbyAsync(1);

        await pair.TellAsync("crash b");
        await database.SetAsync('a', "synchronous_standby_names = ''");
        await database.AddAsync(2);
        await database.TellAsync('a', "SELECT pg_switch_wal()");
        await database.AddAsync(3);
        await pair.TellAsync("crash a");
        await pair.TellAsync("up b");
        await pair.TellAsync("promote");
        await pair.TellAsync("lone a");
        await pair.TellAsync("up a");

        using var after = await PairDatabase.OpenAsync(pair, "fork");
        (await after.ReadAsync()).ShouldBe((false, 1));
        after.Standby.State.ShouldBe(StandbyState.Unfit);
    }

    private static async Task<(HealthStatus Status, string? Description)> HealthAsync(PairDatabase database)
    {
        var result = await new StandbyHealth(database.Standby).CheckHealthAsync(new HealthCheckContext(), Token);
        return (result.Status, result.Description);
    }
}
