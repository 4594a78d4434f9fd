using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pmo.Gateway.Accounts;

/// <summary>Degraded, not down, while Identity tells nothing: tokens end by themselves.</summary>
internal sealed class FeedHealth(AccountFeed feed, TimeProvider time) : IHealthCheck
{
    /// <summary>How long nothing may be heard.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        time.GetUtcNow() - feed.LastAnswer <= Patience
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("accounts: no events from identity; suspensions take up to 5 minutes"));
}
