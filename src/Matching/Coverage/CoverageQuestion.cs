using Pmo.Matching.Datasets;
using Pmo.Matching.Noise;
using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;
using Pmo.Matching.Scanning.Storage;
using Pmo.Matching.Snapshots;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Coverage;

/// <summary>Makes the answer to <c>GET /v1/coverage</c>: one scan over the register and all aid of the agreement.</summary>
internal static class CoverageQuestion
{
    public static Result<Answered<CoverageAnswer>> Answer(
        QuestionScope scope, CoverageOrder order, Snapshot? earlier, Func<int, DiscreteLaplace>? noise, CancellationToken cancellation)
    {
        if (scope.Covered.All(c => c.Dataset != order.Register))
        {
            return DatasetErrors.NotCovered;
        }

        if (scope.Find(order.Register) is { } register && register.Kind != DatasetRules.Register)
        {
            return QuestionErrors.NotARegister.With(order.Register);
        }

        if (order.IsRupiah && noise is not null)
        {
            return NoiseErrors.NoRupiah;
        }

        // Rupiah is of the newest state; the earlier one is asked about by people.
        var slots = CoverageSlot.List(scope, order.Register, order.IsRupiah ? null : earlier);
        using var records = RecordCursor.Open(scope.Connection);
        var programmes = new Programmes(records.AidTypes, order.Include);
        var people = new PeopleCount(order, records.Regions);
        var rupiah = new RupiahCount(order, records.Regions, [.. slots.Select(s => (int)s.Dataset.Key)]);
        var fold = new CoverageFold(slots, records, scope.Regions, programmes, order.IsRupiah ? rupiah : people);
        PersonScan.Run(
            records,
            slots.Select((s, i) => (s.Upload, i)).ToDictionary(s => s.Upload, s => s.i),
            [.. slots.Select(s => FieldsOf(s, order, scope.Regions))],
            fold,
            cancellation);
        return order.IsRupiah
            ? new RupiahAnswer(scope, order, rupiah, programmes, slots).Make()
            : new PeopleAnswer(scope, order, people, programmes, noise).Make(earlier);
    }

    private static ScanFields FieldsOf(CoverageSlot slot, CoverageOrder order, ScannedRegions regions)
    {
        var region = order.RegionAxis >= 0 || !regions.IsEverywhere ? ScanFields.Region : ScanFields.None;
        if (slot.IsRegister)
        {
            return region | (order.DesilAxis >= 0 || order.RegionAxis >= 0 ? ScanFields.Desil : ScanFields.None)
                | (!order.IsRupiah || order.NeedsAxis >= 0 ? ScanFields.Needs : ScanFields.None);
        }

        return ScanFields.AidType | ScanFields.Delivered
            | (order.IsRupiah || !regions.IsEverywhere ? region : ScanFields.None)
            | (order.YearAxis >= 0 ? ScanFields.Year : ScanFields.None)
            | (order.IsRupiah ? ScanFields.Amount : ScanFields.None);
    }
}
