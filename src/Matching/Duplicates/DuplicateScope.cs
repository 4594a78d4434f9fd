using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Checks;
using Pmo.Matching.Datasets;
using Pmo.Matching.Regions;

namespace Pmo.Matching.Duplicates;

/// <summary>The dataset that is asked about, the others that are looked in, and what may be told of them.</summary>
internal sealed record DuplicateScope(Dataset Own, IReadOnlyList<Dataset> Others, Disclosure Disclosure, RegionFilter Regions)
{
    /// <summary>Those of other owners: persons are charged for each.</summary>
    public IReadOnlyList<long> Charged => [.. Others.Where(d => d.Owner != Own.Owner).Select(d => d.Key)];

    /// <summary>From a decision and the datasets that it names.</summary>
    public static Result<DuplicateScope> Of(Decision decision, string own, IReadOnlyList<Dataset> stored)
    {
        var owners = decision.Datasets.DistinctBy(d => d.Id).ToDictionary(d => d.Id, d => d.Owner, StringComparer.Ordinal);
        var disclosure = new Disclosure(decision.Disclose);
        Failure? refusal = !owners.TryGetValue(own, out var owner) || owner != decision.Partner ? DatasetErrors.NotCovered
            : stored.Any(d => owners[d.Id] != d.Owner) ? DatasetErrors.OwnerMismatch
            : !disclosure.Overlap ? (Failure)CheckErrors.NothingDisclosed : null;
        if (refusal is not null)
        {
            return refusal;
        }

        return stored.FirstOrDefault(d => d.Id == own) switch
        {
            null => CommonErrors.NotFound,
            { IsClosed: true } => DatasetErrors.Closed,
            var dataset => new DuplicateScope(
                dataset,
                [.. stored.Where(d => d.Id != own && !d.IsClosed && d.Kind == DatasetRules.Aid).OrderBy(d => d.Id, StringComparer.Ordinal)],
                disclosure,
                new RegionFilter(decision.Regions is { } regions ? [regions] : [])),
        };
    }
}
