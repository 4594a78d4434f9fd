using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Checks;
using Pmo.Matching.Datasets;

namespace Pmo.Matching.Duplicates;

/// <summary>The dataset that is asked about, the others that are looked in, and what may be told of them.</summary>
internal sealed record DuplicateScope(Dataset Own, IReadOnlyList<Dataset> Others, Disclosure Disclosure, DecidedRegions? Regions)
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
                decision.Regions),
        };
    }

    /// <summary>Whether a record of this region may be told of.</summary>
    public bool Shows(string? region)
    {
        if (Regions is not { } scope || (scope.Only.Count == 0 && scope.Withheld.Count == 0))
        {
            return true;
        }

        return region is not null && (scope.Only.Count == 0 || scope.Only.Any(Covers)) && !scope.Withheld.Any(Covers);

        bool Covers(string code) => region.StartsWith(code, StringComparison.Ordinal);
    }
}
