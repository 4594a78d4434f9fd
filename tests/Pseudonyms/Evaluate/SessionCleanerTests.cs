using Pmo.Pseudonyms.Evaluate;
using Pmo.Pseudonyms.Tests.Evaluate.Storage;

namespace Pmo.Pseudonyms.Tests.Evaluate;

public sealed class SessionCleanerTests
{
    [Fact]
    public async Task Forgets_what_has_ended_and_keeps_the_rest_and_the_counts()
    {
        await using var host = await PseudonymsHost.StartAsync();
        foreach (var (session, hours) in new[] { ("short", 1), ("long", 24) })
        {
            using var response = await host.EvaluateAsync(
                BlindedPart.Of(3).Bytes, host.Decide(session: session, until: host.Time.GetUtcNow().AddHours(hours)));
            await response.ShouldBeAnsweredAsync();
        }

        (await host.CountAsync()).ShouldBe((2, 2));
        host.Time.Advance(TimeSpan.FromHours(1) + SessionCleaner.Period);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await host.CountAsync() != (1, 1))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        (await host.TodayAsync()).Partner.ShouldBe(6);
    }

    [Fact]
    public async Task Forgets_a_bounded_number_at_a_time()
    {
        await using var host = await PseudonymsHost.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            using var response = await host.EvaluateAsync(
                BlindedPart.Of(1).Bytes, host.Decide(session: $"c{i}", n: 1, until: host.Time.GetUtcNow().AddMinutes(1)));
            await response.ShouldBeAnsweredAsync();
        }

        host.Time.Advance(TimeSpan.FromMinutes(1));
        (await host.Ledger.ForgetAsync(2, CancellationToken.None)).ShouldBe(2);
        (await host.CountAsync()).ShouldBe((1, 1));
    }
}
