using Pmo.Testing.Postgres;

namespace Pmo.EndToEnd.Tests.Replicas;

/// <summary>Two of everything: one of each is killed in turn while partners work, and no partner can tell.</summary>
public sealed class ReplicaTests
{
    [Fact]
    public async Task Killing_one_of_each_under_load_loses_no_upload_answers_nothing_wrong_and_charges_nothing_twice()
    {
        using var server = PostgresServer.StartNew();
        await using var twins = new Twins(server.ConnectionString);
        var cancel = TestContext.Current.CancellationToken;
        await twins.StartAsync();
        using var load = new Load(twins);
        await load.PrepareAsync(cancel);
        var running = load.RunAsync(cancel);

        foreach (var victim in ((string[])["pseudonyms", "identity", "gateway", "matching"]).SelectMany(twins.Of))
        {
            await load.ProgressAsync(4);
            await victim.KillAsync();
            await load.ProgressAsync(6);
            victim.Start();
            await victim.ReadyAsync();
        }

        load.Stop();
        await running;
        await twins.ShouldHaveLostNothingAsync(load, cancel);
    }
}
