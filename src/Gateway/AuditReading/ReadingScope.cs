using Pmo.AuditLog;
using Pmo.AuditLog.Search;
using Pmo.Gateway.Access;
using Pmo.Gateway.Audit;

namespace Pmo.Gateway.AuditReading;

/// <summary>
/// Which entries a data-protection officer sees: those of the PMO all, others what their own organisation did and what was done with its datasets.
/// Immutable.
/// </summary>
internal sealed class ReadingScope
{
    private readonly HashSet<string> _datasets;

    private ReadingScope(bool isAll, string organisation, IEnumerable<string> datasets)
    {
        IsAll = isAll;
        Organisation = organisation;
        _datasets = [.. datasets];
    }

    public bool IsAll { get; }

    /// <summary>The reader's own organisation.</summary>
    public string Organisation { get; }

    /// <summary>Its datasets.</summary>
    public IReadOnlyCollection<string> Datasets => _datasets;

    /// <summary>As answers say it.</summary>
    public string Name => IsAll ? "all" : "own";

    /// <summary>An entry in scope has one of these; none when all are.</summary>
    public IReadOnlyList<string> Words => IsAll ? [] : [EntryWords.Organisation(Organisation), .. _datasets.Select(EntryWords.Dataset)];

    public static ReadingScope Of(CallContext call, AuditOptions options) => new(
        options.AllOrganisations.Contains(call.Partner, StringComparer.Ordinal), call.Partner, call.Policies.DatasetsOf(call.Partner).Select(d => d.Value));

    /// <summary>Whether an entry is in scope.</summary>
    public bool Includes(AuditEntry entry) => IsAll || entry.Organisation == Organisation || (entry.Datasets ?? []).Any(_datasets.Contains);
}
