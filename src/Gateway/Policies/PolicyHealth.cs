using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pmo.Agreements;

namespace Pmo.Gateway.Policies;

/// <summary>Degraded while the files in the folder are not the set in force, with where the errors are.</summary>
internal sealed class PolicyHealth(PolicyHolder policies) : IHealthCheck
{
    private const int MostErrors = 20;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (set, refused) = (policies.Current, policies.Refused);
        if (refused.Count == 0)
        {
            return Task.FromResult(HealthCheckResult.Healthy(set.Digest));
        }

        var places = refused.Take(MostErrors).Select(e => FormattableString.Invariant($"{e.File}:{e.Line} {e.Code.ToWire()}"));
        return Task.FromResult(HealthCheckResult.Degraded(
            FormattableString.Invariant($"{refused.Count} errors, {set.Digest} stays in force: {string.Join(", ", places)}")));
    }
}
