using Pmo.Testing.Postgres;

namespace Pmo.EndToEnd.Tests.Replicas;

/// <summary>
/// Checks are looked up on the standby while uploads go on. It is killed under them; then the primary is, and the standby takes over; then the old primary
/// comes back as the standby. The services go on, and are not restarted.
/// </summary>
public sealed class PromotionTests
{
    private const int Patience = 100;

    [Fact]
    public async Task Promoted_replica_has_everything_that_was_acknowledged_and_reads_go_to_whichever_is_the_standby()
    {
        await using var pair = await PostgresPair.StartAsync();
        (await pair.TryAsync("promote")).ShouldContain("still runs");
        await using var twins = new Twins(pair.ConnectionString, each: 1, pair.ReadConnectionString);
        var (cancel, matching) = (TestContext.Current.CancellationToken, twins.Of("matching")[0]);
        await twins.StartAsync();
        using var load = new Load(twins);
        await load.PrepareAsync(cancel);
        var running = load.RunAsync(cancel);

        await load.ProgressAsync(8);
        await ShouldBeReadAsync(load, pair.ConnectionString("matching", 'b'));

        // Nothing is written until it is back; what was being read on it is read on the primary.
        await pair.TellAsync("crash b");
        await pair.TellAsync("up b");
        await load.ProgressAsync(8);
        await ShouldBeReadAsync(load, pair.ConnectionString("matching", 'b'));

        await pair.TellAsync("crash a");
        await pair.TellAsync("promote");
        await load.ProgressAsync(8);
        (await matching.HealthAsync("standby")).ShouldBe("degraded");
        await pair.TellAsync("rejoin");
        await load.ProgressAsync(8);
        await ShouldBeReadAsync(load, pair.ConnectionString("matching", 'a'));

        load.Stop();
        await running;
        await twins.ShouldHaveLostNothingAsync(load, cancel);
        (await pair.TellAsync("status")).ShouldContain("pmo_a sync");
    }

    // A server counts what it was asked a second late.
    private static async Task ShouldBeReadAsync(Load load, string connectionString)
    {
        var before = await Twins.ScansAsync(connectionString);
        for (var i = 0; i < Patience && await Twins.ScansAsync(connectionString) == before; i++)
        {
            await load.ProgressAsync(1);
        }

        (await Twins.ScansAsync(connectionString)).ShouldBeGreaterThan(before, "no check was looked up there");
    }
}
