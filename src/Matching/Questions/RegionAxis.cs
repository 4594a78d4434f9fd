using Pmo.Matching.Scanning;
using Pmo.Matching.Withholding;

namespace Pmo.Matching.Questions;

/// <summary>Numbers the regions of one scan as deep as a question tells them, and groups them when the persons are counted. Not thread-safe.</summary>
/// <param name="texts">The scan's regions.</param>
/// <param name="level">0 province to 3 village.</param>
internal sealed class RegionAxis(ScanTexts texts, int level)
{
    private readonly List<int> _known = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _codes = [];

    /// <summary>The number of a region of the scan.</summary>
    public int Of(int region)
    {
        while (_known.Count <= region)
        {
            _known.Add(-1);
        }

        if (_known[region] < 0)
        {
            var code = RegionGroups.Cut(texts[region] ?? "", level);
            if (!_numbers.TryGetValue(code, out var number))
            {
                number = _codes.Count;
                _codes.Add(code);
                _numbers.Add(code, number);
            }

            _known[region] = number;
        }

        return _known[region];
    }

    /// <summary>Groups by persons: the groups to tell, and for each level from province to the one asked for the group of each number.</summary>
    public (IReadOnlyList<RegionGroup> Groups, int[][] Levels) Group(Func<int, long> persons, int threshold)
    {
        var counted = _codes.Select((code, i) => KeyValuePair.Create(code, persons(i))).ToList();
        var levels = new int[level + 1][];
        RegionGroups? last = null;
        for (var l = 0; l <= level; l++)
        {
            last = new RegionGroups(counted, threshold, l);
            levels[l] = [.. _codes.Select(last.Of)];
        }

        return (last!.Groups, levels);
    }
}
