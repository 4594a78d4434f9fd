using Pmo.Hosting.Decisions;
using Pmo.Matching.Scanning;

namespace Pmo.Matching.Questions;

/// <summary>Which records a decision lets count, by where they lie. Not thread-safe: it remembers each region of one scan.</summary>
internal sealed class RegionFilter(DecidedRegions? regions)
{
    private readonly IReadOnlyList<string> _only = regions?.Only ?? [];
    private readonly IReadOnlyList<string> _withheld = regions?.Withheld ?? [];
    private readonly List<bool?> _known = [];

    public bool IsEverywhere => _only.Count == 0 && _withheld.Count == 0;

    /// <summary>Whether a record there counts; null is a record of unknown region.</summary>
    public bool Counts(string? region) => region is null
        ? IsEverywhere
        : (_only.Count == 0 || _only.Any(o => region.StartsWith(o, StringComparison.Ordinal)))
            && !_withheld.Any(w => region.StartsWith(w, StringComparison.Ordinal));

    /// <summary>The same for a number of the scan's regions.</summary>
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

        return _known[region] ??= Counts(texts[region]);
    }
}
