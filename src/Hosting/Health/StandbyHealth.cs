using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pmo.Hosting.Storage.Postgres;

namespace Pmo.Hosting.Health;

/// <summary>Degraded, never down, while the standby does not answer reads: the primary does.</summary>
internal sealed class StandbyHealth(PostgresStandby standby) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await standby.TakeAsync(cancellationToken) is { } connection)
        {
            standby.Give(connection);
        }

        return standby.State switch
        {
            StandbyState.Ready => HealthCheckResult.Healthy("PostgreSQL standby"),
            StandbyState.Behind => HealthCheckResult.Degraded("standby: behind the primary, which answers all reads"),
            StandbyState.Away => HealthCheckResult.Degraded("standby: away, the primary answers all reads"),
            StandbyState.Divided => HealthCheckResult.Degraded("standby: not read from, since tables lie on other servers"),
            _ => HealthCheckResult.Degraded("standby: no standby of this primary and schema, or not on its timeline yet"),
        };
    }
}
