using Pmo.Hosting.Problems;
using Pmo.Matching.Datasets;
using Pmo.Matching.Noise;
using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;
using Pmo.Matching.Scanning.Storage;
using Pmo.Matching.Withholding;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Comparing;

/// <summary>Makes the answer to <c>GET /v1/registers/compare</c>.</summary>
internal static class CompareQuestion
{
    private static readonly int[] Possible = [CompareFold.Both, CompareFold.OnlyA, CompareFold.OnlyB];

    public static Result<Answered<CompareAnswer>> Answer(
        QuestionScope scope, CompareOrder order, Func<int, DiscreteLaplace>? noise, CancellationToken cancellation)
    {
        if (order.A == order.B)
        {
            return CommonErrors.FieldValue.With("b", "≠ a");
        }

        if (new[] { order.A, order.B }.Any(id => scope.Covered.All(c => c.Dataset != id)))
        {
            return DatasetErrors.NotCovered;
        }

        var registers = new[] { scope.Find(order.A), scope.Find(order.B) };
        if (Array.Find(registers, r => r is not null && r.Kind != DatasetRules.Register) is { } other)
        {
            return QuestionErrors.NotARegister.With(other.Id);
        }

        using var records = RecordCursor.Open(scope.Connection);
        var fold = new CompareFold(order, records, scope.Regions);
        var fields = (order.RegionAxis >= 0 || !scope.Regions.IsEverywhere ? ScanFields.Region : ScanFields.None)
            | (order.By.Count > 0 ? ScanFields.Desil : ScanFields.None);
        var slots = scope.Snapshot.Uploads.Where(u => registers.Any(r => r?.Key == u.Dataset))
            .ToDictionary(u => u.Upload, u => registers[0]?.Key == u.Dataset ? 0 : 1);
        PersonScan.Run(records, slots, [fields, fields], fold, cancellation);
        return Tell(scope, order, fold, noise);
    }

    private static Result<Answered<CompareAnswer>> Tell(QuestionScope scope, CompareOrder order, CompareFold fold, Func<int, DiscreteLaplace>? noise)
    {
        // What is known of a person may move it from one count of the whole to another, and from one count of the cells to another.
        var drawn = noise?.Invoke(order.By.Count == 0 ? 2 : 4);
        var whole = new ToldTable(fold.Total, Possible, scope.Threshold, drawn, regions: null, regionAxis: -1);
        var table = new ToldTable(fold.Cells, Possible, scope.Threshold, drawn, order.RegionAxis < 0 ? null : fold.Regions, order.RegionAxis);
        if (table.IsTooLarge || fold.Cells.IsTooLarge)
        {
            return QuestionErrors.TooManyCells.With(ToldTable.MostCells);
        }

        var cells = new List<CompareCell>();
        var isAnyWithheld = false;
        foreach (var cell in order.By.Count == 0 ? [] : table.Cells)
        {
            var told = Of(table, cell) with
            {
                Region = order.RegionAxis < 0 ? null : table.Groups[cell[order.RegionAxis]].Code,
                Rest = order.RegionAxis < 0 || !table.Groups[cell[order.RegionAxis]].IsRest ? null : true,
                Desil = order.DesilAxis < 0 ? null : cell[order.DesilAxis],
            };
            isAnyWithheld |= told.Both is null || told.OnlyA is null || told.OnlyB is null;
            if ((told.Both ?? told.OnlyA ?? told.OnlyB) is not null)
            {
                cells.Add(told);
            }
        }

        var total = Of(whole, Cell.Whole);
        return new Answered<CompareAnswer>(
            new CompareAnswer(
                scope.Snapshot.TakenAt, order.A, order.B, scope.Covered, order.By, total, cells, isAnyWithheld,
                order.RegionAxis < 0 ? null : QueryReader.Levels[order.Level], scope.ThresholdTold, scope.Epsilon),
            (total.Both ?? 0) + (total.OnlyA ?? 0) + (total.OnlyB ?? 0),
            total.Both ?? 0);
    }

    private static CompareCell Of(ToldTable table, Cell cell) => new(
        table.Persons(cell, CompareFold.Both), table.Persons(cell, CompareFold.OnlyA), table.Persons(cell, CompareFold.OnlyB));
}
