using Pmo.Matching.Noise;
using Pmo.Matching.Withholding;

namespace Pmo.Matching.Questions;

/// <summary>
/// A counted table as far as it may be told: exact and withheld by <see cref="Withholder"/>, or with noise and withheld where that is small.
/// One question's own; not thread-safe.
/// </summary>
internal sealed class ToldTable
{
    public const int MostCells = 10_000;
    private const int ClassAxis = Cell.Axes - 1;
    private readonly Dictionary<Cell, PersonCube.Counts> _cells = [];
    private readonly Dictionary<Cell, long?[]> _noisy = [];
    private readonly Dictionary<Cell, long?> _noisyPersons = [];
    private readonly Withholder _withholder;
    private readonly DiscreteLaplace? _noise;
    private readonly int _threshold;
    private readonly IReadOnlyList<int> _possible;

    /// <param name="cube">The counts.</param>
    /// <param name="possible">Classes that a person may be in.</param>
    /// <param name="threshold">Distinct persons below which nothing is told; 0: none.</param>
    /// <param name="noise">Drawn for each class of each cell; null: exact.</param>
    /// <param name="regions">The axis of regions, if there is one.</param>
    /// <param name="regionAxis">Which it is.</param>
    public ToldTable(PersonCube cube, IReadOnlyList<int> possible, int threshold, DiscreteLaplace? noise, RegionAxis? regions, int regionAxis)
    {
        (_noise, _threshold, _possible) = (noise, threshold, possible);
        int[][]? levels = null;
        if (regions is not null)
        {
            var persons = cube.Table(1 << regionAxis).ToDictionary(p => p.Key[regionAxis], p => p.Value);
            (Groups, levels) = regions.Group(i => persons.GetValueOrDefault(i), noise is null ? threshold : 0);
        }

        foreach (var (cell, counts) in cube.Full)
        {
            var at = levels is null ? cell : cell.With(regionAxis, levels[^1][cell[regionAxis]]);
            if (!_cells.TryGetValue(at, out var sum))
            {
                _cells.Add(at, sum = new PersonCube.Counts(counts.Persons.Length));
            }

            sum.Add(counts);
        }

        _withholder = new Withholder(cube.Table, noise is null ? threshold : 0, possible) { Regions = levels is null ? null : (regionAxis, levels) };
    }

    public IReadOnlyList<RegionGroup> Groups { get; } = [];

    /// <summary>Cells that somebody is in, in order of their values.</summary>
    public IEnumerable<Cell> Cells => _cells.Keys.OrderBy(c => (c.A, c.B, c.C));

    public bool IsTooLarge => _cells.Count > MostCells;

    /// <summary>Persons of a cell; null: withheld.</summary>
    public long? Persons(Cell cell)
    {
        if (_noise is not null)
        {
            Draw(cell);
            return _noisyPersons[cell];
        }

        return _withholder.Tells(cell) ? Counts(cell).Persons.Sum() : null;
    }

    /// <summary>Persons of a class; null: withheld. A class that nobody can be in is 0.</summary>
    public long? Persons(Cell cell, int @class)
    {
        if (!_possible.Contains(@class))
        {
            return 0;
        }

        if (_noise is not null)
        {
            Draw(cell);
            return _noisy[cell][@class];
        }

        return Tells(cell, @class) ? Counts(cell).Persons[@class] : null;
    }

    /// <summary>Rupiah of a class; null: withheld.</summary>
    public Int128? Rupiah(Cell cell, int @class)
    {
        if (!_possible.Contains(@class))
        {
            return 0;
        }

        return Tells(cell, @class) ? Counts(cell).Rupiah[@class] : null;
    }

    /// <summary>Whether a cell, on just the axes that it names, may be told.</summary>
    public bool Tells(Cell cell, int @class) => _withholder.Tells(cell.With(ClassAxis, @class));

    private PersonCube.Counts Counts(Cell cell) => _cells.TryGetValue(cell, out var counts) ? counts : new PersonCube.Counts(_possible.Max() + 1);

    private void Draw(Cell cell)
    {
        if (_noisy.ContainsKey(cell))
        {
            return;
        }

        var counts = Counts(cell);
        var (classes, sum) = (new long?[counts.Persons.Length], 0L);
        foreach (var c in _possible)
        {
            var noisy = counts.Persons[c] + _noise!.Draw();
            sum += noisy;
            classes[c] = Told(noisy);
        }

        _noisy.Add(cell, classes);
        _noisyPersons.Add(cell, Told(sum));
    }

    private long? Told(long noisy) => noisy < _threshold ? null : Math.Max(0, noisy);
}
