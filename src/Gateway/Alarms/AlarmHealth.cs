using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pmo.Gateway.Alarms;

/// <summary>Degraded, not down, while alarms are not looked for: every request is still in the log.</summary>
internal sealed class AlarmHealth(AlarmEvaluator evaluator, AlarmOptions options, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        time.GetUtcNow() - evaluator.Last <= Patience + (2 * options.Every)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("alarms: the log is not being looked at"));
}
