namespace Pmo.Matching.Withholding;

/// <summary>
/// Secondary suppression in one table all of whose marginals are known. Around every cell that must not be told lies a box of withheld cells, two values on
/// each axis: adding one at its even corners and taking one off at the odd ones changes no sum, so that no system of sums gives the cell. What is withheld
/// on a line is at least the threshold together, or the whole line: the line's sum is no small count either.
/// </summary>
internal sealed class BoxCover
{
    private readonly IReadOnlyDictionary<Cell, long> _counts;
    private readonly int[][] _values;
    private readonly long _threshold;
    private readonly Func<Cell, bool> _impossible;
    private readonly Func<int, int, int> _family;
    private readonly HashSet<Cell> _withheld = [];
    private readonly HashSet<Cell> _boxed = [];

    private BoxCover(IReadOnlyDictionary<Cell, long> counts, int[][] values, long threshold, Func<Cell, bool> impossible,
        Func<int, int, int> family) =>
        (_counts, _values, _threshold, _impossible, _family) = (counts, values, threshold, impossible, family);

    /// <param name="counts">The table; cells that are absent count 0.</param>
    /// <param name="values">The values on each axis; none where it is summed over.</param>
    /// <param name="threshold">What a line's withheld cells must come to.</param>
    /// <param name="inherited">What is withheld since a coarser table's cell is: that table's boxes cover it.</param>
    /// <param name="unsafeCells">What else must not be told.</param>
    /// <param name="impossible">Cells that everybody knows to be empty: they hide nothing.</param>
    /// <param name="family">Of a value on an axis: what is told of a less deep table sums over the values of one family.</param>
    /// <returns>What is withheld.</returns>
    public static HashSet<Cell> Run(
        IReadOnlyDictionary<Cell, long> counts, int[][] values, long threshold, IReadOnlyCollection<Cell> inherited, IReadOnlyList<Cell> unsafeCells,
        Func<Cell, bool> impossible, Func<int, int, int> family)
    {
        var cover = new BoxCover(counts, values, threshold, impossible, family);
        cover._withheld.UnionWith(inherited);
        for (var queue = unsafeCells; queue.Count > 0 || (queue = cover.Short()).Count > 0; queue = [])
        {
            cover._withheld.UnionWith(queue);
            foreach (var cell in queue)
            {
                cover.Box(cell);
            }
        }

        return cover._withheld;
    }

    private long Count(Cell cell) => _counts.GetValueOrDefault(cell);

    private void Box(Cell cell)
    {
        if (_boxed.Contains(cell))
        {
            return;
        }

        List<Cell> corners = [cell];
        for (var axis = 0; axis < Cell.Axes; axis++)
        {
            if (Partner(cell, axis, corners) is var partner and >= 0)
            {
                corners.AddRange([.. corners.Select(c => c.With(axis, partner))]);
            }
        }

        _withheld.UnionWith(corners);
        _boxed.UnionWith(corners);
    }

    // One that is withheld already and large enough; else the smallest that is large enough; else the largest.
    private int Partner(Cell cell, int axis, List<Cell> corners)
    {
        var own = Count(cell);
        var (best, bestRank) = (-1, (long.MaxValue, long.MaxValue));
        foreach (var value in _values[axis])
        {
            if (value == cell[axis] || _family(axis, value) != _family(axis, cell[axis]) || corners.Exists(c => _impossible(c.With(axis, value))))
            {
                continue;
            }

            var other = cell.With(axis, value);
            var count = Count(other);
            var rank = own + count < _threshold ? (2L, -count) : _withheld.Contains(other) ? (0L, count) : (1L, count);
            if (rank.CompareTo(bestRank) < 0)
            {
                (best, bestRank) = (value, rank);
            }
        }

        return best;
    }

    /// <summary>Cells that must be withheld too, since what is withheld on a line with them comes to too little.</summary>
    private List<Cell> Short()
    {
        var more = new List<Cell>();
        for (var axis = 0; axis < Cell.Axes; axis++)
        {
            var at = axis;
            foreach (var line in _withheld.Where(c => c[at] >= 0).GroupBy(c => (Key: c.With(at, -1), Family: _family(at, c[at]))))
            {
                var sum = line.Sum(Count);
                if (sum >= _threshold)
                {
                    continue;
                }

                var told = _values[at].Where(v => _family(at, v) == line.Key.Family).Select(v => line.Key.Key.With(at, v))
                    .Where(c => !_withheld.Contains(c) && !_impossible(c)).OrderBy(Count).ToList();
                if (told.Count > 0)
                {
                    more.Add(told.FirstOrDefault(c => sum + Count(c) >= _threshold, told[^1]));
                }
            }
        }

        return more;
    }
}
