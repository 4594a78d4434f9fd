using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Datasets;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Checks;

/// <summary>Where a check may look and what it may tell.</summary>
/// <param name="Datasets">Where.</param>
/// <param name="Disclose">What of an overlap.</param>
/// <param name="Regions">Where its records may lie; all of these hold.</param>
internal sealed record CheckScope(IReadOnlyList<DecidedDataset> Datasets, IReadOnlyList<string> Disclose, IReadOnlyList<DecidedRegions> Regions)
{
    /// <summary>What one decision allows.</summary>
    public static CheckScope Of(Decision decision) => new(
        [.. decision.Datasets.DistinctBy(d => d.Id).OrderBy(d => d.Id, StringComparer.Ordinal)],
        [.. decision.Disclose.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        decision.Regions is { } regions ? [regions] : []);

    /// <summary>What was allowed when <paramref name="check"/> was opened and is allowed now.</summary>
    public static CheckScope Of(Check check, Decision now) => new(
        [.. JsonSerializer.Deserialize<DecidedDataset[]>(check.Datasets, ApiJson.Options)!.Intersect(Of(now).Datasets)],
        [.. JsonSerializer.Deserialize<string[]>(check.Disclose, ApiJson.Options)!.Intersect(now.Disclose, StringComparer.Ordinal)],
        [.. JsonSerializer.Deserialize<DecidedRegions[]>(check.Regions, ApiJson.Options)!, .. Of(now).Regions]);

    public string DatasetsJson => JsonSerializer.Serialize(Datasets, ApiJson.Options);

    public string DiscloseJson => JsonSerializer.Serialize(Disclose, ApiJson.Options);

    public string RegionsJson => JsonSerializer.Serialize(Regions, ApiJson.Options);

    /// <summary>Why nothing may be told of persons that are named by <paramref name="kind"/>; null when something may.</summary>
    public Failure? Refuses(IdentityKind kind)
    {
        if (Datasets.Count == 0)
        {
            return DatasetErrors.NotCovered;
        }

        // All that a check of family cards can tell is about households.
        var disclosure = new Disclosure(Disclose);
        return disclosure.Overlap && (kind == IdentityKind.Nik || disclosure.Household) ? null : (Failure)CheckErrors.NothingDisclosed;
    }

    /// <summary>Someone else made a dataset under an id that the agreements give to another: nothing of it may be told in that one's name.</summary>
    public Failure? RefusesOwners(IEnumerable<Dataset> stored)
    {
        var owners = Datasets.ToDictionary(d => d.Id, d => d.Owner, StringComparer.Ordinal);
        return stored.All(d => owners[d.Id] == d.Owner) ? null : (Failure)DatasetErrors.OwnerMismatch;
    }
}
