using System.Runtime.InteropServices;
using Pmo.Matching.Withholding;

namespace Pmo.Matching.Questions;

/// <summary>
/// Counts distinct persons in a table of up to three axes and classes, and in every table with fewer of the axes: a person may stand in several cells, so that
/// those are no sums. Not thread-safe.
/// </summary>
/// <param name="axes">How many axes, 0 to 3.</param>
/// <param name="classes">How many classes: the last axis.</param>
/// <param name="isExclusive">Whether the first class a person gets in a cell is the only one.</param>
internal sealed class PersonCube(int axes, int classes, bool isExclusive)
{
    private const int ClassAxis = Cell.Axes - 1;
    private const int Most = 200_000;
    private readonly Dictionary<Cell, Counts>[] _tables = [.. Enumerable.Range(0, 1 << axes).Select(_ => new Dictionary<Cell, Counts>())];
    private long _person = 1;

    /// <summary>Whether there were more cells than are kept; then the counts are of no use.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The table of all axes.</summary>
    public IReadOnlyDictionary<Cell, Counts> Full => _tables[^1];

    public void Add(Cell cell, int @class, long rupiah = 0)
    {
        for (var mask = 0; mask < _tables.Length && !IsTooLarge; mask++)
        {
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_tables[mask], mask == _tables.Length - 1 ? cell : cell.Keep(mask), out _);
            counts ??= new Counts(classes);
            ref var stamp = ref counts.Stamps[isExclusive ? 0 : @class];
            if (stamp != _person)
            {
                stamp = _person;
                counts.Persons[@class]++;
            }

            counts.Rupiah[@class] += rupiah;
            IsTooLarge = _tables[mask].Count > Most;
        }
    }

    /// <summary>The next ones are another person's.</summary>
    public void EndPerson() => _person++;

    /// <summary>For a <see cref="Withholder"/>.</summary>
    public IEnumerable<KeyValuePair<Cell, long>> Table(int mask)
    {
        foreach (var (cell, counts) in _tables[mask & (_tables.Length - 1)])
        {
            if ((mask >> ClassAxis & 1) == 0)
            {
                yield return new(cell, counts.Persons.Sum());
                continue;
            }

            for (var c = 0; c < classes; c++)
            {
                if (counts.Persons[c] > 0)
                {
                    yield return new(cell.With(ClassAxis, c), counts.Persons[c]);
                }
            }
        }
    }

    /// <summary>Persons and rupiah of one cell, by class. Sums of up to 10^12 each: 128 bits do not overflow.</summary>
    internal sealed class Counts(int classes)
    {
        public long[] Persons { get; } = new long[classes];

        public Int128[] Rupiah { get; } = new Int128[classes];

        public long[] Stamps { get; } = new long[classes];

        public void Add(Counts other)
        {
            for (var c = 0; c < Persons.Length; c++)
            {
                Persons[c] += other.Persons[c];
                Rupiah[c] += other.Rupiah[c];
            }
        }
    }
}
