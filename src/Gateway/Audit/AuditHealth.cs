using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pmo.AuditLog;

namespace Pmo.Gateway.Audit;

/// <summary>Unhealthy when nothing can be appended; degraded when an old entry was tampered with, or checkpoints are late.</summary>
internal sealed class AuditHealth(MerkleLog log, AuditKeeper keeper) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        log.Fault is not null ? HealthCheckResult.Unhealthy("audit: the log is damaged, nothing is appended")
        : keeper.Found is { } found ? HealthCheckResult.Degraded($"audit: {found.English}")
        : keeper.IsBehind ? HealthCheckResult.Degraded("audit: checkpoints are late")
        : HealthCheckResult.Healthy());
}
