using Pmo.Matching.Regions;

namespace Pmo.Matching.Scanning;

/// <summary>Which records of a scan count, by where they lie. Not thread-safe: it remembers each region of one scan.</summary>
internal sealed class ScannedRegions(RegionFilter filter)
{
    private readonly List<bool?> _known = [];

    public bool IsEverywhere { get; } = filter.IsEverywhere;

    /// <summary>Whether a record counts whose region has this number among <paramref name="texts"/>.</summary>
    public bool Counts(int region, ScanTexts texts)
    {
        if (IsEverywhere)
        {
            return true;
        }

        while (_known.Count <= region)
        {
            _known.Add(null);
        }

        return _known[region] ??= filter.Shows(texts[region]);
    }
}
