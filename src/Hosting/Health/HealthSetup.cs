using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pmo.Hosting.Storage;

namespace Pmo.Hosting.Health;

internal static class HealthSetup
{
    public static IServiceCollection AddPmoHealth(this IServiceCollection services, Database database)
    {
        var checks = services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        if (database.Standby is { } standby)
        {
            checks.AddCheck("standby", new StandbyHealth(standby));
        }

        return services;
    }

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every check holds, named one by one.</summary>
    public static void MapPmoHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString().ToLowerInvariant(),
        checks = report.Entries.ToDictionary(
            e => e.Key, e => new { status = e.Value.Status.ToString().ToLowerInvariant(), e.Value.Description }, StringComparer.Ordinal),
    });

    private sealed class DatabaseHealth(Database database) : IHealthCheck
    {
        private string Name => database.Provider == StorageProvider.Postgres ? "PostgreSQL" : "SQLite";

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await database.ProbeAsync(cancellationToken);
                return HealthCheckResult.Healthy(Name);
            }
            catch (Exception e) when (e is System.Data.Common.DbException or IOException)
            {
                return HealthCheckResult.Unhealthy($"{Name} unavailable", e);
            }
        }
    }
}
