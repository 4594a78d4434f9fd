using Pmo.Pseudonyms.Evaluate;

namespace Pmo.Pseudonyms.Tests.Evaluate;

public sealed class EvaluationQueueTests
{
    private readonly TaskCompletionSource _release = new();

    [Fact]
    public async Task Takes_workers_and_queue_and_nobody_more()
    {
        using var queue = new EvaluationQueue(workers: 1, waiting: 2);
        var running = Run(queue, "a");
        var waiting = new[] { Run(queue, "b"), Run(queue, "c") };
        (await Run(queue, "d")).ShouldBe("busy");
        _release.SetResult();
        (await running).ShouldBe("ran");
        (await Task.WhenAll(waiting)).ShouldAllBe(r => r == "ran");
        (await Run(queue, "d")).ShouldBe("ran");
    }

    [Fact]
    public async Task One_partner_has_two_places_at_most()
    {
        using var queue = new EvaluationQueue(workers: 4, waiting: 4);
        var own = new[] { Run(queue, "a"), Run(queue, "a") };
        (await Run(queue, "a")).ShouldBe("busy");
        var other = Run(queue, "b");
        _release.SetResult();
        (await Task.WhenAll(own)).ShouldAllBe(r => r == "ran");
        (await other).ShouldBe("ran");
        (await Run(queue, "a")).ShouldBe("ran");
    }

    [Fact]
    public async Task Nothing_is_computed_for_a_client_that_has_gone()
    {
        using var queue = new EvaluationQueue(workers: 1, waiting: 1);
        var running = Run(queue, "a");
        using var client = new CancellationTokenSource();
        var computed = false;
        var waiting = queue.RunAsync("b", "busy", () => Task.FromResult((computed = true).ToString()), client.Token);
        await client.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        _release.SetResult();
        await running;
        computed.ShouldBeFalse();
        (await Run(queue, "b")).ShouldBe("ran", "its place is free again");
    }

    [Fact]
    public async Task Failed_work_gives_its_place_back()
    {
        using var queue = new EvaluationQueue(workers: 1, waiting: 0);
        await Should.ThrowAsync<InvalidOperationException>(
            queue.RunAsync<string>("a", "busy", () => throw new InvalidOperationException(), CancellationToken.None));
        _release.SetResult();
        (await Run(queue, "a")).ShouldBe("ran");
    }

    private Task<string> Run(EvaluationQueue queue, string partner) => queue.RunAsync(
        partner,
        "busy",
        async () =>
        {
            await _release.Task;
            return "ran";
        },
        CancellationToken.None);
}
