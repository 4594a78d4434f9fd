using Pmo.AuditLog;

namespace Pmo.Cli.Audits;

/// <summary>One line of a report: what, how many requests, persons asked about, persons found, refusals.</summary>
internal sealed record UsageLine(string Name, int Requests, long Persons, long Matched, int Refused);

/// <summary>What entries add up to. Immutable.</summary>
internal sealed record UsageTally(
    IReadOnlyList<UsageLine> Partners, IReadOnlyList<UsageLine> Purposes, IReadOnlyList<UsageLine> Datasets, IReadOnlyList<UsageLine> Agreements,
    IReadOnlyList<(string Reason, string Organisation, int Count)> Refusals, IReadOnlyList<(string Operation, int Count)> Changes, int Entries, int Erased)
{
    public static UsageTally Of(IReadOnlyList<AuditEntry> entries)
    {
        var access = entries.Where(e => e.Kind == AuditKind.Access).ToList();
        return new UsageTally(
            Group(access, e => [e.Organisation ?? "-"]),
            Group(access, e => e.Purpose is { } purpose ? [purpose] : []),
            Group(access, e => e.Datasets ?? []),
            Group(access, e => e.Agreement is { } agreement ? [agreement] : []),
            [.. access.Where(e => e.Decision == AuditDecision.Deny).SelectMany(e => (e.Reasons ?? []).Select(reason => (reason, e.Organisation ?? "-")))
                .GroupBy(r => r).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => (g.Key.reason, g.Key.Item2, g.Count()))],
            [.. entries.Where(e => e.Kind is not AuditKind.Access && e.Decision != AuditDecision.Outcome).GroupBy(e => $"{e.Kind}: {e.Operation ?? "-"}")
                .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))],
            entries.Count,
            entries.Sum(e => e.Erased?.Count ?? 0));
    }

    // A request is its decision; persons are counted once, by the outcome that says how many were found: that of the commit.
    private static IReadOnlyList<UsageLine> Group(List<AuditEntry> entries, Func<AuditEntry, IReadOnlyList<string>> names) =>
        [.. entries.SelectMany(e => names(e).Select(name => (Name: name, Entry: e))).GroupBy(x => x.Name, x => x.Entry, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new UsageLine(
                g.Key, g.Count(e => e.Decision == AuditDecision.Allow), g.Where(IsAnswer).Sum(e => (long)(e.Rows ?? 0)),
                g.Where(IsAnswer).Sum(e => (long)e.Matched!), g.Count(e => e.Decision == AuditDecision.Deny)))];

    // Evaluating counts the same persons again, under a name of its own.
    private static bool IsAnswer(AuditEntry entry) => entry is { Decision: AuditDecision.Outcome, Matched: not null } && entry.Operation != "evaluate";
}
