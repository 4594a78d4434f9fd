using Microsoft.AspNetCore.Http;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Forwarding;

/// <summary>What becomes of a request whose replica dies.</summary>
public sealed class SecondTryTests(ReplicaStack stack) : IClassFixture<ReplicaStack>
{
    private int _requests;

    [Fact]
    public async Task Read_that_breaks_is_asked_of_another_replica_under_a_new_decision()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var partner = stack.NewPartner();

        (await BehindAsync(one.Address, other.Address, () => partner.SendAsync(ApiRequest.Get("/v1/datasets/pkh")))).ShouldBe(200);

        var decisions = Calls(one).Concat(Calls(other)).Select(c => c[PmoHeaders.Decision]).ToList();
        decisions.Count.ShouldBe(2);
        decisions.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
        (Calls(one).Count, Calls(other).Count).ShouldBe((1, 1));
        stack.Database.Entries(partner.Organisation).Count(e => e.GetProperty("decision").GetString() == "outcome").ShouldBe(1);
    }

    [Fact]
    public async Task Opening_that_breaks_is_not_repeated_for_the_caller_who_is_told_when_to()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var partner = stack.NewPartner();

        var broken = await BehindAsync(one.Address, other.Address, () => partner.SendAsync(ListRun.Open(partner, 3, "k")));

        broken.ShouldBeRefused(503, "service_unavailable");
        broken.Header("Retry-After").ShouldBe("2");
        (Calls(one).Count + Calls(other).Count).ShouldBe(1);
    }

    [Fact]
    public async Task Replica_that_refuses_connections_is_seen_by_no_caller()
    {
        await using var live = await Observer.StartAsync(context =>
        {
            context.Response.StatusCode = 201;
            return Task.CompletedTask;
        });
        var partner = stack.NewPartner();

        // Which of the two is asked first is chance; of eight at least one goes the wrong way.
        for (var i = 1; i <= 8; i++)
        {
            var dead = new Uri($"http://127.0.0.1:{i}");
            (await BehindAsync(dead, live.Address, () => partner.SendAsync(ListRun.Open(partner, 3)))).ShouldBe(201);
        }

        Calls(live).Count.ShouldBe(8);
        stack.Database.Used(partner.Agreement).ShouldBe(24);
    }

    [Fact]
    public async Task Replica_that_failed_once_gets_no_more_for_a_while()
    {
        await using var dying = await Observer.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var live = await Observer.StartAsync(_ => Task.CompletedTask);
        var partner = stack.NewPartner();

        await BehindAsync(dying.Address, live.Address, async () =>
        {
            for (var i = 0; i < 12; i++)
            {
                (await partner.SendAsync(ApiRequest.Get("/v1/datasets/pkh"))).ShouldBe(200);
            }

            return true;
        });

        Calls(live).Count.ShouldBe(12);
        Calls(dying).Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Only_replica_is_asked_again_though_it_failed()
    {
        await using var lame = await StartAsync();
        var partner = stack.NewPartner();

        await BehindAsync(lame.Address, lame.Address, async () =>
        {
            (await partner.SendAsync(ApiRequest.Get("/v1/datasets/pkh"))).ShouldBeRefused(503, "service_unavailable");
            return (await partner.SendAsync(ApiRequest.Get("/v1/datasets/pkh"))).ShouldBe(200);
        });
    }

    // The first request, whichever of the two it comes to, finds a replica that dies over it.
    private Task<Observer> StartAsync() => Observer.StartAsync(context =>
    {
        if (!context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && Interlocked.Increment(ref _requests) == 1)
        {
            context.Abort();
        }

        return Task.CompletedTask;
    });

    private static List<Dictionary<string, string>> Calls(Observer observer) => [.. observer.Seen.Where(s => s.ContainsKey(PmoHeaders.Decision) && s.ContainsKey("X-Forwarded-For"))];

    private async Task<T> BehindAsync<T>(Uri first, Uri second, Func<Task<T>> act)
    {
        stack.ReplaceMatching(first, second);
        try
        {
            return await act();
        }
        finally
        {
            stack.Restore();
        }
    }
}
