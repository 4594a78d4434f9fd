using Pmo.AppHost.Population;
using Pmo.Bench.Checks;
using Pmo.Bench.Storing.Storage;
using Pmo.Hosting.Storage;
using Pmo.Matching.Epochs;
using Pmo.Matching.Uploads.Storage;

namespace Pmo.Bench.Storing;

/// <summary>Large tables, inserted directly in order of pseudonym: an upload of ten million would take an hour, and is measured elsewhere.</summary>
internal static class ManyRecords
{
    private const int InTransaction = 50_000;
    private static readonly byte[] Element = new byte[EpochKeys.SealedSize];
    private static readonly Draw Draw = new(3);

    /// <summary>One record for each of <paramref name="count"/> persons, in turn in one of the datasets.</summary>
    public static Task FillLookupAsync(Database database, IReadOnlyList<BenchDataset> datasets, long count, CancellationToken cancellation) =>
        FillAsync(database, datasets, Lookup(datasets, count), cancellation);

    /// <summary>A register of persons and for each five rows of aid in the mean: from none to ten, over all datasets but the first.</summary>
    public static Task FillCoverageAsync(Database database, IReadOnlyList<BenchDataset> datasets, int persons, CancellationToken cancellation) =>
        FillAsync(database, datasets, Coverage(datasets, persons), cancellation);

    private static async Task FillAsync(
        Database database, IReadOnlyList<BenchDataset> datasets, IEnumerable<(long Upload, Record Record)> rows, CancellationToken cancellation)
    {
        if (await BenchDataset.IsFilledAsync(database, cancellation))
        {
            return;
        }

        foreach (var dataset in datasets)
        {
            await dataset.AddAsync(database, withUpload: true, cancellation);
        }

        long done = 0;
        foreach (var chunk in rows.Chunk(InTransaction))
        {
            await database.WriteAsync(
                async transaction =>
                {
                    foreach (var run in chunk.GroupBy(c => c.Upload))
                    {
                        await BulkInsert.RunAsync(transaction, run.Key, [.. run.Select(c => c.Record)], cancellation);
                    }

                    return true;
                },
                cancellation);
            done += chunk.Length;
            await Console.Error.WriteAsync(FormattableString.Invariant($"\rfill {done:N0} "));
        }

        await datasets[0].MarkFilledAsync(database, cancellation);
        await Console.Error.WriteLineAsync();
    }

    private static IEnumerable<(long Upload, Record Record)> Lookup(IReadOnlyList<BenchDataset> datasets, long count)
    {
        for (long rank = 0; rank < count; rank++)
        {
            var district = Lampung.Districts[(int)(rank % Lampung.Districts.Count)];
            yield return (
                datasets[(int)(rank % datasets.Count)].Key,
                new Record(
                    StoringRecord.Ranked(rank, count), Element, null, null, 1, (int)rank, "PKH", 1_200_000, "2026", Lampung.Village(district, (ulong)rank), null, null,
                    Delivered: true, null));
        }
    }

    private static IEnumerable<(long Upload, Record Record)> Coverage(IReadOnlyList<BenchDataset> datasets, int persons)
    {
        int[] counts = [0, 10, 5, 3, 7, 2, 8, 5]; // 5 in the mean
        var seq = 0;
        for (var rank = 0; rank < persons; rank++)
        {
            var person = Population.Province[rank];
            var pseudonym = StoringRecord.Ranked(rank, persons);
            var needs = person.Needs.Count == 0 ? null : System.Text.Json.JsonSerializer.Serialize(person.Needs);
            yield return (datasets[0].Key, new Record(pseudonym, Element, null, null, 1, seq++, null, null, null, person.Village, person.Desil, needs, Delivered: true, null));
            for (var i = 0; i < counts[rank % counts.Length]; i++)
            {
                var dataset = datasets[1 + (int)(Draw.Of(Aspect.Aid, seq) % (ulong)(datasets.Count - 1))];
                yield return (dataset.Key, new Record(
                    pseudonym, Element, null, null, 1, seq, dataset.AidType, 300_000, "2026", person.Village, null, null, !Draw.Is(Aspect.Delivery, seq, 8), null));
                seq++;
            }
        }
    }
}
