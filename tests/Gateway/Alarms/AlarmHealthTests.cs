using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Pmo.Gateway.Alarms;

namespace Pmo.Gateway.Tests.Alarms;

public sealed class AlarmHealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_that_is_not_looked_at_any_more_degrades_until_it_is()
    {
        using var bench = await AlarmBench.NewAsync();
        var options = AlarmOptions.Read(new ConfigurationBuilder().Build());
        using var evaluator = new AlarmEvaluator(bench.Pass, options, bench.Clock, NullLogger<AlarmEvaluator>.Instance);
        var health = new AlarmHealth(evaluator, options, bench.Clock);
        await evaluator.RunOnceAsync(Token);
        (await CheckAsync(health)).ShouldBe(HealthStatus.Healthy);

        await bench.ExecuteAsync("ALTER TABLE alarm_cursor RENAME TO gone");
        bench.Clock.Advance(TimeSpan.FromMinutes(6));
        await Should.ThrowAsync<System.Data.Common.DbException>(() => evaluator.RunOnceAsync(Token));
        (await CheckAsync(health)).ShouldBe(HealthStatus.Degraded);

        await bench.ExecuteAsync("ALTER TABLE gone RENAME TO alarm_cursor");
        await evaluator.RunOnceAsync(Token);
        (await CheckAsync(health)).ShouldBe(HealthStatus.Healthy);
    }

    private static async Task<HealthStatus> CheckAsync(AlarmHealth health) => (await health.CheckHealthAsync(new HealthCheckContext(), Token)).Status;
}
