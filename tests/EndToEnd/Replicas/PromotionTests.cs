using Pmo.Testing.Postgres;

namespace Pmo.EndToEnd.Tests.Replicas;

/// <summary>The database's primary is killed under load and its replica takes over; the services go on, and are not restarted.</summary>
public sealed class PromotionTests
{
    [Fact]
    public async Task Promoted_replica_has_everything_that_was_acknowledged()
    {
        await using var pair = await PostgresPair.StartAsync();
        (await pair.TryAsync("promote")).ShouldContain("still runs");
        await using var twins = new Twins(pair.ConnectionString, each: 1);
        var cancel = TestContext.Current.CancellationToken;
        await twins.StartAsync();
        using var load = new Load(twins);
        await load.PrepareAsync(cancel);
        var running = load.RunAsync(cancel);

        await load.ProgressAsync(8);
        await pair.TellAsync("crash a");
        await pair.TellAsync("promote");
        await load.ProgressAsync(8);
        await pair.TellAsync("rejoin");
        await load.ProgressAsync(8);

        load.Stop();
        await running;
        await twins.ShouldHaveLostNothingAsync(load, cancel);
        (await pair.TellAsync("status")).ShouldContain("pmo_a sync");
    }
}
