using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pmo.Matching.Epochs;

internal sealed class PairingHealth(EpochRing ring) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await ring.LookAsync(cancellationToken);
        return (ring.Active, ring.Problem) switch
        {
            (null, var problem) => HealthCheckResult.Unhealthy(problem ?? EpochErrors.PairingMissing.Code),
            (_, { } problem) => HealthCheckResult.Degraded(problem),
            _ => HealthCheckResult.Healthy(),
        };
    }
}
