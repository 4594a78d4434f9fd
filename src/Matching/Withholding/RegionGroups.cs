namespace Pmo.Matching.Withholding;

/// <summary>A region that is told: itself whole, or (<c>Rest</c>) what of it is not told apart. The empty code is everything.</summary>
internal sealed record RegionGroup(string Code, bool IsRest);

/// <summary>
/// Merges regions upward, village into kecamatan, kecamatan into kabupaten, kabupaten into province, until each that is told and each rest has enough
/// persons. From the top down: whether a region is told apart does not depend on how deep one asks, so that two depths never differ by a small rest.
/// </summary>
internal sealed class RegionGroups
{
    /// <summary>Digits of a code at each level.</summary>
    public static readonly int[] Digits = [2, 4, 6, 10];

    private readonly Dictionary<string, long> _persons;
    private readonly int _threshold;
    private readonly int _depth;
    private readonly List<RegionGroup> _groups = [];
    private readonly Dictionary<string, int> _of = new(StringComparer.Ordinal);

    /// <param name="persons">Distinct persons by code; the empty code for unknown.</param>
    /// <param name="threshold">0: nothing is merged.</param>
    /// <param name="level">0 province to 3 village.</param>
    public RegionGroups(IEnumerable<KeyValuePair<string, long>> persons, int threshold, int level)
    {
        _persons = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (code, count) in persons)
        {
            _persons[code] = _persons.GetValueOrDefault(code) + count;
        }

        (_threshold, _depth) = (threshold, level + 1);
        Divide("", [.. _persons.Keys.Order(StringComparer.Ordinal)], 0);
    }

    public IReadOnlyList<RegionGroup> Groups => _groups;

    /// <summary>The group of a code that persons were given for.</summary>
    public int Of(string code) => _of[code];

    /// <summary>A code as far as a level tells it.</summary>
    public static string Cut(string code, int level) => code.Length > Digits[level] ? code[..Digits[level]] : code;

    private void Divide(string node, List<string> leaves, int depth)
    {
        // A leaf that is no longer than the node is the node's own: nothing says where in it.
        if (depth == _depth || leaves is [var one] && one.Length <= node.Length)
        {
            Tell(new RegionGroup(node, IsRest: false), leaves);
            return;
        }

        var children = leaves.GroupBy(leaf => Cut(leaf, depth), StringComparer.Ordinal)
            .Select(g => (Code: g.Key, Leaves: g.ToList(), Persons: g.Sum(leaf => _persons[leaf])))
            .OrderBy(c => c.Persons).ThenBy(c => c.Code, StringComparer.Ordinal)
            .ToList();

        // The smallest ones, until those that remain and what is left over are all large enough.
        var rest = children.FindIndex(c => c.Persons >= _threshold) is var first and >= 0 ? first : children.Count;
        var left = children.Take(rest).Sum(c => c.Persons);
        while (rest > 0 && rest < children.Count && left < _threshold)
        {
            left += children[rest++].Persons;
        }

        if (rest == children.Count)
        {
            Tell(new RegionGroup(node, IsRest: false), leaves);
            return;
        }

        foreach (var child in children.Skip(rest).OrderBy(c => c.Code, StringComparer.Ordinal))
        {
            Divide(child.Code, child.Leaves, depth + 1);
        }

        if (rest > 0)
        {
            Tell(new RegionGroup(node, IsRest: true), [.. children.Take(rest).SelectMany(c => c.Leaves)]);
        }
    }

    private void Tell(RegionGroup group, List<string> leaves)
    {
        leaves.ForEach(leaf => _of.Add(leaf, _groups.Count));
        _groups.Add(group);
    }
}
