using Pmo.Hosting.Decisions;

namespace Pmo.Matching.Regions;

/// <summary>Where the records lie that an answer may rest on: what each of several decisions allows. Immutable, thread-safe.</summary>
internal sealed class RegionFilter(IReadOnlyList<DecidedRegions> decided)
{
    /// <summary>Whether there is no limit at all.</summary>
    public bool IsEverywhere => decided.All(d => d.Only.Count == 0 && d.Withheld.Count == 0);

    /// <summary>Whether a record of this region counts; null is an unknown region, which is outside of any limit.</summary>
    public bool Shows(string? region)
    {
        foreach (var one in decided)
        {
            if (!Shows(one, region))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Shows(DecidedRegions decided, string? region) =>
        region is null
            ? decided.Only.Count == 0 && decided.Withheld.Count == 0
            : (decided.Only.Count == 0 || Lies(region, decided.Only)) && !Overlaps(region, decided.Withheld);

    private static bool Lies(string region, IReadOnlyList<string> within) => within.Any(one => region.StartsWith(one, StringComparison.Ordinal));

    // A record that names only the kabupaten may lie in the kecamatan that is withheld.
    private static bool Overlaps(string region, IReadOnlyList<string> withheld) => withheld.Any(
        one => region.StartsWith(one, StringComparison.Ordinal) || one.StartsWith(region, StringComparison.Ordinal));
}
