using Pmo.Matching.Noise;
using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;
using Pmo.Matching.Scanning.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Overlaps;

/// <summary>Makes the answer to <c>GET /v1/overlaps</c>.</summary>
internal static class OverlapQuestion
{
    public static Result<Answered<OverlapsAnswer>> Answer(
        QuestionScope scope, IReadOnlyList<string> include, Func<int, DiscreteLaplace>? noise, CancellationToken cancellation)
    {
        using var records = RecordCursor.Open(scope.Connection);
        var slots = scope.Datasets.Select((d, i) => (d.Key, i)).ToDictionary(d => d.Key, d => d.i);
        var fold = new OverlapFold(scope.Datasets, records, scope.Regions, include);
        var fields = ScanFields.AidType | (scope.Regions.IsEverywhere ? ScanFields.None : ScanFields.Region);
        var fieldsOf = Enumerable.Repeat(fields, scope.Datasets.Count).ToArray();
        var uploads = scope.Snapshot.Uploads.Where(u => slots.ContainsKey(u.Dataset)).ToDictionary(u => u.Upload, u => slots[u.Dataset]);
        PersonScan.Run(records, uploads, fieldsOf, fold, cancellation);
        return Tell(scope, fold, noise);
    }

    private static Answered<OverlapsAnswer> Tell(QuestionScope scope, OverlapFold fold, Func<int, DiscreteLaplace>? noise)
    {
        // One person may be in every dataset and in every pair.
        var n = scope.Datasets.Count;
        var drawn = noise?.Invoke(n * (n + 1) / 2);
        var threshold = scope.Threshold;
        var persons = new List<DatasetPersons>();
        var pairs = new List<PairPersons>();
        for (var a = 0; a < n; a++)
        {
            var own = fold.Persons(a);
            persons.Add(new DatasetPersons(scope.Datasets[a].Id, drawn is null ? (own < threshold ? null : own) : NoisyCounts.Draw(own, drawn, threshold)));
            for (var b = a + 1; b < n; b++)
            {
                var both = fold.Both(a, b);

                // A dataset less the pair is those that are in it alone: as good as told, and as small.
                var isSmall = both < threshold || own - both < threshold || fold.Persons(b) - both < threshold;
                pairs.Add(new PairPersons(
                    scope.Datasets[a].Id, scope.Datasets[b].Id,
                    drawn is null ? (threshold > 0 && isSmall ? null : both) : NoisyCounts.Draw(both, drawn, threshold)));
            }
        }

        return new Answered<OverlapsAnswer>(
            new OverlapsAnswer(scope.Snapshot.TakenAt, scope.Covered, persons, pairs, scope.ThresholdTold, scope.Epsilon),
            persons.Sum(p => p.Persons ?? 0),
            pairs.Sum(p => p.Both ?? 0));
    }
}
