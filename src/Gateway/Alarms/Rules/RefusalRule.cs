using System.Data.Common;
using Pmo.AuditLog;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>Refused attempts of an organisation in a row. Only what an agreement allowed ends a row: a token for the catalog is always had.</summary>
internal sealed class RefusalRule(AlarmOptions options)
{
    private static readonly TimeSpan Row = TimeSpan.FromDays(1);

    public async Task<Finding?> LookAsync(AuditEntry entry, DbTransaction transaction)
    {
        if (entry.Organisation is not { } organisation)
        {
            return null;
        }

        if (entry.Decision != AuditDecision.Deny)
        {
            if (entry is { Kind: AuditKind.Access, Agreement: not null } and ({ Decision: AuditDecision.Allow } or { Status: < StatusCodes.Status400BadRequest }))
            {
                await RefusalRuns.EndAsync(organisation, transaction);
            }

            return null;
        }

        var before = await RefusalRuns.FindAsync(organisation, transaction);
        var run = before is null || entry.At - before.Since > Row
            ? new RefusalRun(entry.At, 1, [entry.Id])
            : before with
            {
                Count = before.Count + 1,
                Entries = before.Entries.Count < RefusalRuns.MostEntries ? [.. before.Entries, entry.Id] : before.Entries,
            };
        await RefusalRuns.PutAsync(organisation, run, transaction);
        return run.Count != options.RefusalsInARow ? null : new Finding(
            AlarmKind.Refusals, run.Entries[0], organisation, new AlarmDetail(Count: run.Count), run.Entries) { Agreement = entry.Agreement, Datasets = entry.Datasets ?? [] };
    }
}
