using Pmo.Hosting.Work;

namespace Pmo.Hosting.Tests.Work;

public sealed class WorkGateTests
{
    [Fact]
    public async Task One_partner_has_two_in_flight_and_a_short_queue()
    {
        var gate = new WorkGate(slots: 8);
        using var first = await gate.EnterAsync("a", default);
        using var second = await gate.EnterAsync("a", default);
        var waiting = Enumerable.Range(0, WorkGate.QueuePerPartner).Select(_ => gate.EnterAsync("a", default)).ToList();
        waiting.ShouldAllBe(w => !w.IsCompleted);
        (await gate.EnterAsync("a", default)).ShouldBeNull();

        // Others are not held up.
        using var other = await gate.EnterAsync("b", default);
        other.ShouldNotBeNull();

        first!.Dispose();
        (await waiting[0].WaitAsync(TimeSpan.FromSeconds(10))).ShouldNotBeNull();
        waiting[1].IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_free_place_goes_to_the_partner_with_less_in_flight()
    {
        var gate = new WorkGate(slots: 2);
        using var a1 = await gate.EnterAsync("a", default);
        var a2 = await gate.EnterAsync("a", default);
        var a3 = gate.EnterAsync("a", default);
        var b1 = gate.EnterAsync("b", default);
        a2!.Dispose();
        (await b1.WaitAsync(TimeSpan.FromSeconds(10))).ShouldNotBeNull();
        a3.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_whole_queue_is_bounded()
    {
        var gate = new WorkGate(slots: 1);
        using var running = await gate.EnterAsync("x", default);
        var waiting = Enumerable.Range(0, WorkGate.QueueTotal).Select(i => gate.EnterAsync($"p{i}", default)).ToList();
        waiting.ShouldAllBe(w => !w.IsCompleted);
        (await gate.EnterAsync("late", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_queue_whoever_finds_a_place_takes_it_and_nobody_waits()
    {
        var gate = new WorkGate(slots: 1, queue: 0);
        using (var first = await gate.EnterAsync("a", default))
        {
            first.ShouldNotBeNull();
            (await gate.EnterAsync("b", default)).ShouldBeNull();
        }

        using var again = await gate.EnterAsync("b", default);
        again.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_queue_and_a_lease_ends_once()
    {
        var gate = new WorkGate(slots: 1);
        var running = await gate.EnterAsync("a", default);
        using var give = new CancellationTokenSource();
        var gone = gate.EnterAsync("b", give.Token);
        await give.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);
        running!.Dispose();
        running.Dispose();
        using var next = await gate.EnterAsync("c", default);
        next.ShouldNotBeNull();
        gate.EnterAsync("d", default).IsCompleted.ShouldBeFalse();
    }
}
