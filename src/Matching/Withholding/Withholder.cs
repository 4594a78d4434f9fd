using System.Numerics;

namespace Pmo.Matching.Withholding;

/// <summary>
/// Decides what of a table may be told, so that nobody who also has every coarser table of the same axes (fewer axes, or regions less deep) can work out a
/// cell that is withheld. Tables go from the coarsest to the finest; what is withheld in one is withheld wholly in every finer one, and each is covered by
/// <see cref="BoxCover"/>. A move along a box of a coarser table then changes no cell that is told anywhere. Not thread-safe.
/// </summary>
/// <param name="tables">Counts of distinct persons, for the axes of a mask.</param>
/// <param name="threshold">Distinct persons below which nothing is told, 0 included; 0: all is told.</param>
/// <param name="possible">Values of the last axis that are possible even where nobody has them.</param>
internal sealed class Withholder(Func<int, IEnumerable<KeyValuePair<Cell, long>>> tables, int threshold, IReadOnlyList<int> possible)
{
    private const int ClassAxis = Cell.Axes - 1;
    private const int MostCells = 60_000;
    private readonly Dictionary<(int Mask, int Level), HashSet<Cell>?> _withheld = [];
    private readonly Dictionary<(int Mask, int Level), int[][]> _values = [];
    private readonly Dictionary<int, int[]> _coarser = [];
    private readonly Dictionary<int, HashSet<int>> _onlyChildren = [];

    /// <summary>Which axis is of regions, and, for each level from the coarsest to the one asked for, the group that each finest group is in.</summary>
    public (int Axis, int[][] Levels)? Regions { get; init; }

    /// <summary>Cells that must not be told whatever their count is.</summary>
    public Func<Cell, bool> Forced { get; init; } = _ => false;

    /// <summary>Cells that everybody knows to be empty.</summary>
    public Func<Cell, bool> Impossible { get; init; } = _ => false;

    /// <summary>Whether the cell, on just the axes that it names, may be told. One of a value that nobody has is none of the table's, and is not.</summary>
    public bool Tells(Cell cell)
    {
        if (threshold == 0)
        {
            return true;
        }

        var mask = MaskOf(cell);
        var withheld = Find(mask, Depth(mask));
        return withheld is not null && !withheld.Contains(cell) && IsOf(_values[(mask, Depth(mask))], cell);
    }

    private static int MaskOf(Cell cell) => Enumerable.Range(0, Cell.Axes).Sum(axis => cell[axis] >= 0 ? 1 << axis : 0);

    private int Depth(int mask) => Regions is { } regions && (mask >> regions.Axis & 1) == 1 ? regions.Levels.Length - 1 : 0;

    private static bool IsOf(int[][] values, Cell cell) => Enumerable.Range(0, Cell.Axes).All(axis => cell[axis] < 0 || values[axis].Contains(cell[axis]));

    // Null: the whole table is withheld.
    private HashSet<Cell>? Find(int mask, int level)
    {
        if (!_withheld.TryGetValue((mask, level), out var found))
        {
            found = Work(mask, level);
            _withheld.Add((mask, level), found);
        }

        return found;
    }

    private HashSet<Cell>? Work(int mask, int level)
    {
        var counts = new Dictionary<Cell, long>();
        foreach (var (cell, count) in tables(mask))
        {
            var at = AtLevel(cell, mask, level);
            counts[at] = counts.GetValueOrDefault(at) + count;
        }

        var values = _values[(mask, level)] = Values(counts.Keys, mask);
        if (values.Aggregate(1L, (product, v) => product * Math.Max(1, v.Length)) is var size && size > MostCells)
        {
            return null;
        }

        var coarser = new List<(int Mask, int Level)>();
        for (var axis = 0; axis < Cell.Axes; axis++)
        {
            if ((mask >> axis & 1) == 1)
            {
                var fewer = mask & ~(1 << axis);
                coarser.Add((fewer, Depth(fewer) is var deepest && deepest > 0 ? level : 0));
            }
        }

        if (level > 0)
        {
            coarser.Add((mask, level - 1));
        }

        var parents = coarser.ConvertAll(c => (c.Mask, c.Level, Withheld: Find(c.Mask, c.Level)));
        if (parents.Exists(p => p.Withheld is null))
        {
            return null;
        }

        var (inherited, unsafeCells, only) = (new HashSet<Cell>(), new List<Cell>(), 0);
        foreach (var cell in Grid(values).Where(cell => !Impossible(cell)))
        {
            if (parents.Exists(p => p.Withheld!.Contains(Coarsen(cell, level, p.Mask, p.Level))))
            {
                inherited.Add(cell);
            }
            else if (IsOnlyChild(cell, mask, level))
            {
                // The same count as the one above, which is told.
                only++;
            }
            else if (counts.GetValueOrDefault(cell) < threshold || Forced(cell))
            {
                unsafeCells.Add(cell);
            }
        }

        // Where most must not be told, the rest would be riddled: none of it is.
        if (unsafeCells.Count * 2 > size - only - inherited.Count && BitOperations.PopCount((uint)mask) > 1)
        {
            return [.. Grid(values).Where(cell => !Impossible(cell) && (!IsOnlyChild(cell, mask, level) || inherited.Contains(cell)))];
        }

        return BoxCover.Run(counts, values, threshold, inherited, unsafeCells, Impossible, (axis, value) => FamilyOf(mask, level, axis, value));
    }

    // A region's families are those of the level above.
    private int FamilyOf(int mask, int level, int axis, int value) =>
        level > 0 && Regions is { } regions && regions.Axis == axis && (mask >> axis & 1) == 1 ? Up(level)[value] : 0;

    private bool IsOnlyChild(Cell cell, int mask, int level)
    {
        if (level == 0 || Regions is not { } regions || (mask >> regions.Axis & 1) == 0)
        {
            return false;
        }

        if (!_onlyChildren.TryGetValue(level, out var only))
        {
            var up = Up(level);
            only = [.. up.Index().GroupBy(u => u.Item).Where(g => g.Count() == 1).Select(g => g.First().Index)];
            _onlyChildren.Add(level, only);
        }

        return only.Contains(cell[regions.Axis]);
    }

    private int[][] Values(IEnumerable<Cell> cells, int mask)
    {
        var values = Enumerable.Range(0, Cell.Axes).Select(_ => new SortedSet<int>()).ToArray();
        foreach (var cell in cells)
        {
            for (var axis = 0; axis < Cell.Axes; axis++)
            {
                if (cell[axis] >= 0)
                {
                    values[axis].Add(cell[axis]);
                }
            }
        }

        if ((mask >> ClassAxis & 1) == 1)
        {
            values[ClassAxis].UnionWith(possible);
        }

        return [.. values.Select(v => v.ToArray())];
    }

    private static IEnumerable<Cell> Grid(int[][] values)
    {
        IEnumerable<Cell> cells = [Cell.Whole];
        for (var axis = 0; axis < Cell.Axes; axis++)
        {
            var (at, of) = (axis, values[axis]);
            if (of.Length > 0)
            {
                cells = cells.SelectMany(cell => of.Select(v => cell.With(at, v)));
            }
        }

        return cells;
    }

    private Cell AtLevel(Cell cell, int mask, int level) =>
        Regions is { } regions && (mask >> regions.Axis & 1) == 1 ? cell.With(regions.Axis, regions.Levels[level][cell[regions.Axis]]) : cell;

    private Cell Coarsen(Cell cell, int level, int toMask, int toLevel)
    {
        var kept = cell.Keep(toMask);
        if (level == toLevel || Regions is not { } regions || kept[regions.Axis] < 0)
        {
            return kept;
        }

        return kept.With(regions.Axis, Up(level)[kept[regions.Axis]]);
    }

    // From the groups of a level to those of the one above.
    private int[] Up(int level)
    {
        if (!_coarser.TryGetValue(level, out var known))
        {
            var (from, to) = (Regions!.Value.Levels[level], Regions.Value.Levels[level - 1]);
            var map = new int[from.Length == 0 ? 0 : from.Max() + 1];
            for (var i = 0; i < from.Length; i++)
            {
                map[from[i]] = to[i];
            }

            known = map;
            _coarser.Add(level, known);
        }

        return known;
    }
}
