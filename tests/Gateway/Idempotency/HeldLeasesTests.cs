using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Idempotency;

namespace Pmo.Gateway.Tests.Idempotency;

/// <summary>A long request keeps its lease, and loses it with its end.</summary>
public sealed class HeldLeasesTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Request_that_takes_longer_than_a_lease_is_not_run_beside_itself()
    {
        var partner = stack.NewPartner();
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var slow = await Observer.StartAsync(async context =>
        {
            reached.TrySetResult();
            await goOn.Task;
            context.Response.StatusCode = 201;
        });
        stack.ReplaceMatching(slow.Address);
        try
        {
            var first = partner.SendAsync(ListRun.Open(partner, 5, "k"));
            await reached.Task;
            for (var i = 0; i < 3; i++)
            {
                stack.Clock.Advance(TimeSpan.FromSeconds(10));
                await stack.Gateway.GetRequiredService<HeldLeases>().RenewAsync(TestContext.Current.CancellationToken);
            }

            (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBeRefused(409, "idempotency_in_progress");
            goOn.SetResult();
            (await first).ShouldBe(201);
            (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBe(201);
        }
        finally
        {
            goOn.TrySetResult();
            stack.Restore();
        }
    }
}
