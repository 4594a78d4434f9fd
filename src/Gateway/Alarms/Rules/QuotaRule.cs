using System.Globalization;
using Pmo.AuditLog;
using Pmo.Gateway.Policies;
using Pmo.Gateway.Quotas;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>Meters of an agreement that are nearly full, once for each window.</summary>
internal sealed class QuotaRule(QuotaMeter meters, PolicyHolder policies, AlarmOptions options)
{
    /// <summary>What the meters of the entry's agreement show now, in the window that the entry lies in.</summary>
    public async Task<IReadOnlyList<Finding>> LookAsync(AuditEntry entry, CancellationToken cancellation)
    {
        var found = new List<Finding>();
        var grants = policies.Current.GrantsOf(entry.Organisation!, entry.At).Where(grant => grant.Agreement.Value == entry.Agreement).ToList();
        foreach (var rule in grants.SelectMany(grant => grant.Quotas).DistinctBy(rule => rule.Key))
        {
            var reading = await meters.ReadAsync(rule, entry.At, cancellation);
            var used = rule.Limit - reading.Left;
            if (used * 100 >= (long)rule.Limit * options.QuotaPercent)
            {
                found.Add(new Finding(
                    AlarmKind.Quota,
                    string.Create(CultureInfo.InvariantCulture, $"{rule.Key}:{reading.Start.ToUnixTimeSeconds()}"),
                    entry.Organisation!,
                    new AlarmDetail(Meter: rule.Key, Used: used, Limit: rule.Limit),
                    [entry.Id])
                {
                    Agreement = entry.Agreement,
                    Datasets = [.. grants.Where(g => g.Quotas.Any(q => q.Key == rule.Key)).Select(g => g.Dataset.Value).Distinct(StringComparer.Ordinal)],
                });
            }
        }

        return found;
    }
}
