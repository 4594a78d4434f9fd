using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pmo.Pseudonyms.Evaluate.Storage;
using Pmo.Pseudonyms.Keys;
using Pmo.Pseudonyms.Keys.Storage;

namespace Pmo.Pseudonyms.Evaluate;

/// <summary>How much of each key is used up; degraded from 90 %, when rotation should be under way.</summary>
internal sealed class EvaluationHealth(EpochKeys keys, KeyTable table) : IHealthCheck
{
    private const double Worrying = 0.9;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var use = await table.UseAsync(keys.Epoch, cancellationToken);
            var text = string.Join("; ", use.Select(u => string.Create(
                CultureInfo.InvariantCulture, $"{u.Key}: {u.Evaluations} of {PartLedger.MaxEvaluations} evaluations")));
            return use.Any(u => u.Evaluations >= Worrying * PartLedger.MaxEvaluations)
                ? HealthCheckResult.Degraded(text + "; rotate the key")
                : HealthCheckResult.Healthy(text);
        }
        catch (DbException e)
        {
            return HealthCheckResult.Unhealthy("use of the keys unknown", e);
        }
    }
}
