using Pmo.Matching.Noise;
using Pmo.Matching.Questions;
using Pmo.Matching.Snapshots;
using Pmo.Matching.Withholding;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Coverage;

/// <summary>Makes the answer about people of what was counted. One question's own.</summary>
internal sealed class PeopleAnswer(
    QuestionScope scope, CoverageOrder order, PeopleCount count, Programmes programmes, Func<int, DiscreteLaplace>? noise)
{
    private static readonly string[] StateNames = ["absent", "none", "one", "two", "threePlus"];

    public Result<Answered<CoverageAnswer>> Make(Snapshot? earlier)
    {
        // Of one person, what changes may move it from one count to another: of the whole, of the movement, and of as many cells as it is in.
        var histograms = 1 + (order.By.Count == 0 ? 0 : Math.Max(count.Multiplicity, programmes.Count)) + (earlier is null ? 0 : 1);
        var drawn = noise?.Invoke(2 * histograms);
        var possible = Possible(count.IsAnyClaimed);
        var whole = new ToldTable(count.Total, possible, scope.Threshold, drawn, regions: null, regionAxis: -1);
        var total = Reach(whole, Cell.Whole);
        var cells = new List<CoverageCell>();
        var isAnyWithheld = false;
        if (order.By.Count > 0)
        {
            var table = Table(count.Cells, order.IsByAid ? PossibleAid() : possible, drawn);
            var needs = order.NeedsAxis >= 0 && !order.IsByAid && noise is null ? Table(count.CellNeeds, [PeopleCount.Met, PeopleCount.Unmet], null) : null;
            if (table.IsTooLarge || count.Cells.IsTooLarge)
            {
                return QuestionErrors.TooManyCells.With(ToldTable.MostCells);
            }

            var labels = new CellLabels(order, programmes, table.Groups);
            foreach (var cell in table.Cells)
            {
                var told = order.IsByAid ? Aid(table, cell) : Reach(table, cell, order.NeedsAxis < 0 || cell[order.NeedsAxis] == 0 ? null : needs);
                isAnyWithheld |= told.Withheld.Count > 0;
                if (told.Persons is not null)
                {
                    cells.Add(labels.Label(told, cell));
                }
            }
        }

        return new Answered<CoverageAnswer>(
            new CoverageAnswer(
                scope.Snapshot.TakenAt, order.Register, order.Measure, order.By, scope.Covered, total, cells, isAnyWithheld,
                noise is null ? Needs() : null,
                earlier is null ? null : Movement(earlier, whole, drawn),
                Level: order.RegionAxis < 0 ? null : QueryReader.Levels[order.Level],
                Threshold: scope.ThresholdTold,
                Epsilon: scope.Epsilon),
            total.Persons ?? 0,
            (total.One ?? 0) + (total.Two ?? 0) + (total.ThreePlus ?? 0));
    }

    // Nobody is reached by more programmes than there are; that is no secret.
    private List<int> Possible(bool isAnyClaimed)
    {
        List<int> possible = [CoverageState.None];
        if (isAnyClaimed)
        {
            possible.Add(CoverageState.Claimed);
        }

        possible.AddRange(Enumerable.Range(CoverageState.One, Math.Min(3, programmes.Count)));
        return possible;
    }

    private int[] PossibleAid() => count.IsAnyClaimed ? [PeopleCount.Reached, PeopleCount.ClaimedOnly] : [PeopleCount.Reached];

    private ToldTable Table(PersonCube cube, IReadOnlyList<int> possible, DiscreteLaplace? drawn) =>
        new(cube, possible, scope.Threshold, drawn, order.RegionAxis < 0 ? null : count.Regions, order.RegionAxis);

    private static CoverageCell Reach(ToldTable table, Cell cell, ToldTable? needs = null)
    {
        var claimed = table.Persons(cell, CoverageState.Claimed);

        // Told together only: one without the other would tell the difference.
        var none = table.Persons(cell, CoverageState.None) is { } nothing && claimed is not null ? nothing + claimed : null;
        var (persons, unmet) = (table.Persons(cell), needs?.Persons(cell, PeopleCount.Unmet));
        var (one, two, three) =
            (table.Persons(cell, CoverageState.One), table.Persons(cell, CoverageState.Two), table.Persons(cell, CoverageState.ThreePlus));
        return CellLabels.Withholding(
            new CoverageCell([], Persons: persons, None: none, One: one, Two: two, ThreePlus: three, Claimed: claimed, Unmet: unmet),
            ("persons", persons), ("none", none), ("one", one), ("two", two), ("threePlus", three), ("claimed", claimed),
            ("unmet", needs is null ? 0 : unmet));
    }

    private CoverageCell Aid(ToldTable table, Cell cell)
    {
        var (persons, reached, claimed) = (table.Persons(cell), table.Persons(cell, PeopleCount.Reached), table.Persons(cell, PeopleCount.ClaimedOnly));

        // Of the only programme there is, or the only one that meets a need, other counts tell how many are reached: with both together, how many are not.
        if (noise is null && (order.NeedsAxis >= 0 || programmes.Count == 1) && (reached is null || claimed is null))
        {
            persons = null;
        }

        return CellLabels.Withholding(
            new CoverageCell([], Persons: persons, Reached: reached, Claimed: claimed),
            ("persons", persons), ("reached", reached), ("claimed", claimed));
    }

    private List<NeedCoverage> Needs()
    {
        var table = new ToldTable(count.Needs, [PeopleCount.Met, PeopleCount.Unmet], scope.Threshold, noise: null, regions: null, regionAxis: -1);
        return [.. table.Cells.Select(c => new NeedCoverage(Categories.NameOf(c.A), table.Persons(c), table.Persons(c, PeopleCount.Unmet)))];
    }

    private CoverageMovement Movement(Snapshot earlier, ToldTable now, DiscreteLaplace? drawn)
    {
        var states = Enumerable.Range(0, Math.Min(3, programmes.Count) + 2).ToList();
        var counts = count.Moves.Full.ToDictionary(m => m.Key, m => m.Value.Persons[0]);
        var then = new ToldTable(count.TotalThen, Possible(count.WasAnyClaimed), scope.Threshold, noise: null, regions: null, regionAxis: -1);
        var withholder = new Withholder(mask => Sums(states, counts, mask), drawn is null ? scope.Threshold : 0, [])
        {
            // What is withheld of either state as a whole is not to be had from the movement.
            Forced = cell => IsHidden(then, cell.A) || IsHidden(now, cell.B),
            Impossible = cell => cell is { A: PeopleCount.Absent, B: PeopleCount.Absent },
        };
        var steps =
            from a in states
            from b in states
            where a != PeopleCount.Absent || b != PeopleCount.Absent
            let cell = new Cell(a, b)
            let exact = counts.GetValueOrDefault(cell)
            select new MovementStep(
                StateNames[a], StateNames[b],
                drawn is not null ? NoisyCounts.Draw(exact, drawn, scope.Threshold) : withholder.Tells(cell) ? exact : null);
        return new CoverageMovement(earlier.TakenAt, [.. steps]);
    }

    private static bool IsHidden(ToldTable table, int state) => Enumerable.Range(0, CoverageState.Classes)
        .Any(c => state > PeopleCount.Absent && PeopleCount.State(c) == state && table.Persons(Cell.Whole, c) is null);

    private static IEnumerable<KeyValuePair<Cell, long>> Sums(List<int> states, Dictionary<Cell, long> counts, int mask) =>
        from a in states
        from b in states
        let cell = new Cell(a, b)
        group counts.GetValueOrDefault(cell) by cell.Keep(mask) into same
        select KeyValuePair.Create(same.Key, same.Sum());
}
