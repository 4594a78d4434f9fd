using FsCheck;
using FsCheck.Fluent;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Withholding;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Withholding;

/// <summary>Tables of random populations, told at every level and by every selection of axes, to one who knows how to add and subtract.</summary>
public sealed class WithholderTests
{
    private static readonly string[] Codes =
        ["1801", "180101", "1801012001", "1801012002", "1801022001", "1801022002", "180203", "1802032001", "1871011001", "1871012002", "31", ""];

    [Fact]
    public void No_withheld_cell_can_be_computed_from_everything_that_is_told() => ForAll(NoneCanBeComputed);

    // Each has a value on some axis that nobody has.
    [Theory]
    [InlineData(1_023_617_326)]
    [InlineData(2_069_177_533)]
    [InlineData(648_206_590)]
    [InlineData(971_390_913)]
    [InlineData(1_063_116_747)]
    [InlineData(934_084_399)]
    public void No_withheld_cell_can_be_computed_where_a_value_is_nobodys(int seed) => NoneCanBeComputed((ulong)seed);

    [Fact]
    public void Value_that_nobody_has_is_not_told_as_a_small_count()
    {
        var withholder = new Withholder(mask => [KeyValuePair.Create(new Cell(0, 0, D: 0).Keep(mask), 50L)], 5, [0]);
        withholder.Tells(new Cell(0)).ShouldBeTrue();
        withholder.Tells(new Cell(1)).ShouldBeFalse();
        withholder.Tells(new Cell(0, 1)).ShouldBeFalse();
    }

    private static void NoneCanBeComputed(ulong seed)
    {
        var table = new RandomTable(new Dice(seed));
        var attacker = new SumAttacker(table.Atoms.Count);
        var hidden = new List<(Cell Cell, int Level, List<int> Sum)>();
        foreach (var (cell, level, sum) in table.Questions())
        {
            if (table.At(level).Tells(cell))
            {
                table.Count(sum).ShouldBeGreaterThanOrEqualTo(table.Threshold, $"seed {seed}: {cell}");
                attacker.Learn(sum);
            }
            else
            {
                hidden.Add((cell, level, sum));
            }
        }

        foreach (var (cell, level, sum) in hidden.Where(h => h.Sum.Count > 0))
        {
            attacker.Knows(sum).ShouldBeFalse($"seed {seed}: {cell} at {level} of threshold {table.Threshold}");
        }
    }

    [Fact]
    public void Something_is_told_of_a_large_population()
    {
        var (told, all) = (0, 0);
        for (var seed = 1; seed <= 40; seed++)
        {
            var table = new RandomTable(new Dice((ulong)seed), persons: 4000);
            foreach (var (cell, level, _) in table.Questions())
            {
                told += table.At(level).Tells(cell) ? 1 : 0;
                all++;
            }
        }

        told.ShouldBeGreaterThan(all / 2);
    }

    [Fact]
    public void Whole_lines_apart_withheld_cells_of_a_line_come_to_the_threshold() => ForAll(seed =>
    {
        var table = new RandomTable(new Dice(seed));
        foreach (var level in Enumerable.Range(0, table.Levels))
        {
            var cells = table.Questions().Where(q => q.Level == level).ToList();
            var withholder = table.At(level);
            foreach (var line in cells.Where(q => q.Cell.D >= 0).GroupBy(q => q.Cell.With(3, -1)).Where(l => l.Any(q => withholder.Tells(q.Cell))))
            {
                var withheld = line.Where(q => !withholder.Tells(q.Cell)).ToList();
                (withheld.Count == 0 || withheld.Sum(q => table.Count(q.Sum)) >= table.Threshold).ShouldBeTrue($"seed {seed}: {line.Key}");
            }
        }
    });

    [Fact]
    public void Without_a_threshold_everything_is_told()
    {
        var withholder = new Withholder(_ => [KeyValuePair.Create(new Cell(0, D: 1), 0L)], 0, [0, 1]);
        withholder.Tells(new Cell(0, D: 1)).ShouldBeTrue();
        withholder.Tells(Cell.Whole).ShouldBeTrue();
    }

    private static void ForAll(Action<ulong> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => holds((ulong)seed)));

    /// <summary>Persons of a region (axis 0), a second axis, and a class (the last axis): one atom for each combination that can be.</summary>
    private sealed class RandomTable
    {
        private readonly Dictionary<Cell, long> _counts = [];
        private readonly List<Withholder> _withholders = [];
        private readonly List<IReadOnlyList<int[]>> _levels = [];

        public RandomTable(Dice dice, int persons = 0)
        {
            Threshold = 2 + dice.Next(9);
            Levels = 1 + dice.Next(4);
            var codes = Codes.Where(_ => dice.Chance(70)).DefaultIfEmpty("18").ToList();
            var (others, classes) = (1 + dice.Next(4), 1 + dice.Next(4));
            var weights = Enumerable.Range(0, codes.Count * others * classes).Select(_ => dice.Chance(persons > 0 ? 2 : 25) ? 0 : 1 + dice.Next(20)).ToArray();
            foreach (var (i, cell) in (from a in Enumerable.Range(0, codes.Count)
                                       from b in Enumerable.Range(0, others)
                                       from c in Enumerable.Range(0, classes)
                                       select new Cell(a, b, D: c)).Index())
            {
                Atoms.Add(cell);
                var count = persons > 0 ? 1 + weights[i] * persons / 1000 : weights[i];
                if (count > 0)
                {
                    _counts.Add(cell, count);
                }
            }

            // No answer has a line for a region or a value that nobody has; the classes are known to all.
            Atoms.RemoveAll(atom => _counts.Keys.All(c => c.A != atom.A) || _counts.Keys.All(c => c.B != atom.B));

            var byCode = codes.Select((code, i) => KeyValuePair.Create(code, _counts.Where(c => c.Key.A == i).Sum(c => c.Value))).ToList();
            for (var level = 0; level < Levels; level++)
            {
                int[][] levels =
                [
                    .. Enumerable.Range(0, level + 1).Select(l =>
                    {
                        var cut = byCode.Select(c => KeyValuePair.Create(RegionGroups.Cut(c.Key, level), c.Value));
                        var groups = new RegionGroups(cut, Threshold, l);
                        return codes.Select(code => groups.Of(RegionGroups.Cut(code, level))).ToArray();
                    }),
                ];
                _levels.Add(levels);
                _withholders.Add(new Withholder(Table, Threshold, [.. Enumerable.Range(0, classes)]) { Regions = (0, levels) });
            }
        }

        public int Threshold { get; }

        public int Levels { get; }

        public List<Cell> Atoms { get; } = [];

        public Withholder At(int level) => _withholders[level];

        public long Count(IEnumerable<int> sum) => sum.Sum(i => _counts.GetValueOrDefault(Atoms[i]));

        /// <summary>Every cell that any question about these axes may tell, and the atoms it is the sum of.</summary>
        public IEnumerable<(Cell Cell, int Level, List<int> Sum)> Questions()
        {
            for (var level = 0; level < Levels; level++)
            {
                foreach (var mask in (int[])[0, 1, 2, 3, 8, 9, 10, 11])
                {
                    var groups = _levels[level][level];
                    foreach (var sum in Enumerable.Range(0, Atoms.Count).GroupBy(i => Atoms[i].With(0, groups[Atoms[i].A]).Keep(mask)))
                    {
                        yield return (sum.Key, level, sum.ToList());
                    }
                }
            }
        }

        private IEnumerable<KeyValuePair<Cell, long>> Table(int mask) =>
            _counts.GroupBy(c => c.Key.Keep(mask)).Select(g => KeyValuePair.Create(g.Key, g.Sum(c => c.Value)));
    }
}
