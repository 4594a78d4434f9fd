using Pmo.Matching.Questions;
using Pmo.Matching.Withholding;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Coverage;

/// <summary>Makes the answer about rupiah of what was summed: what few contribute to is withheld as their count is. One question's own.</summary>
internal sealed class RupiahAnswer(
    QuestionScope scope, CoverageOrder order, RupiahCount count, Programmes programmes, IReadOnlyList<CoverageSlot> slots)
{
    private const long HundredthsOfPercent = 10_000;

    public Result<Answered<CoverageAnswer>> Make()
    {
        try
        {
            return checked(Tell());
        }
        catch (OverflowException)
        {
            return QuestionErrors.SumTooLarge;
        }
    }

    private Result<Answered<CoverageAnswer>> Tell()
    {
        var total = Sums(Table(count.Total, null), Cell.Whole);
        var cells = new List<CoverageCell>();
        var isAnyWithheld = false;
        if (order.By.Count > 0)
        {
            var table = Table(count.Cells, order.RegionAxis < 0 ? null : count.Regions);
            if (table.IsTooLarge || count.Cells.IsTooLarge)
            {
                return QuestionErrors.TooManyCells.With(ToldTable.MostCells);
            }

            var labels = new CellLabels(order, programmes, table.Groups);
            foreach (var cell in table.Cells)
            {
                var told = Sums(table, cell);
                isAnyWithheld |= told.Withheld.Count > 0;
                if (told.Withheld.Count < RupiahCount.Classes)
                {
                    cells.Add(labels.Label(told, cell));
                }
            }
        }

        // Rupiah is no count of rows.
        return new Answered<CoverageAnswer>(
            new CoverageAnswer(
                scope.Snapshot.TakenAt, order.Register, order.Measure, order.By, scope.Covered, total, cells, isAnyWithheld,
                Budgets: Budgets(),
                Level: order.RegionAxis < 0 ? null : QueryReader.Levels[order.Level],
                Threshold: scope.ThresholdTold),
            0,
            0);
    }

    private ToldTable Table(PersonCube cube, RegionAxis? regions)
    {
        int[] possible = count.IsAnyClaimed
            ? [RupiahCount.Inside, RupiahCount.Outside, RupiahCount.ClaimedInside, RupiahCount.ClaimedOutside]
            : [RupiahCount.Inside, RupiahCount.Outside];
        return new ToldTable(cube, possible, scope.Threshold, noise: null, regions, order.RegionAxis);
    }

    private List<BudgetCoverage> Budgets()
    {
        var table = Table(count.Datasets, null);
        var datasets = slots.Where(s => s is { IsRegister: false, IsNow: true }).Select(s => s.Dataset).DistinctBy(d => d.Key).ToDictionary(d => (int)d.Key);
        var told = new List<BudgetCoverage>();
        foreach (var (key, dataset) in datasets.OrderBy(d => d.Value.Id, StringComparer.Ordinal))
        {
            var sums = Sums(table, new Cell(key));
            told.Add(new BudgetCoverage(
                dataset.Id, dataset.Programme, dataset.Budget, sums.Inside, sums.Outside, sums.ClaimedInside, sums.ClaimedOutside,
                Share(sums.Inside, dataset.Budget), Share(sums.Outside, dataset.Budget)));
        }

        return told;
    }

    private static CoverageCell Sums(ToldTable table, Cell cell)
    {
        long? Of(int @class) => table.Rupiah(cell, @class) is { } sum ? checked((long)sum) : null;
        var (inside, outside) = (Of(RupiahCount.Inside), Of(RupiahCount.Outside));
        var (claimedInside, claimedOutside) = (Of(RupiahCount.ClaimedInside), Of(RupiahCount.ClaimedOutside));
        return CellLabels.Withholding(
            new CoverageCell([], Inside: inside, Outside: outside, ClaimedInside: claimedInside, ClaimedOutside: claimedOutside),
            ("inside", inside), ("outside", outside), ("claimedInside", claimedInside), ("claimedOutside", claimedOutside));
    }

    private static int? Share(long? rupiah, long? budget) =>
        rupiah is { } sum && budget > 0 ? checked((int)(sum * (Int128)HundredthsOfPercent / budget.Value)) : null;
}
