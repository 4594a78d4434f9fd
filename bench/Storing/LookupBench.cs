using System.Data.Common;
using Pmo.Bench.Runs;
using Pmo.Bench.Storing.Storage;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Datasets;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Parts;

namespace Pmo.Bench.Storing;

/// <summary><c>lookup</c>: pseudonyms of a list in many records by Matching's look-up, part by part, beside the bare indexed join in the same database.</summary>
internal static class LookupBench
{
    private const int Rounds = 5;
    private const string Ours = "look-up";
    private const int Warm = 300_000; // persons, until .NET has compiled the look-up for good
    private const long Stride = 1_000_003; // a prime: all different, and nowhere near each other

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var (asked, records) = options.Quick ? (10_000, 200_000) : (100_000, 10_000_000);
        var report = new Report(Benches.Lookup, textColumns: 2);
        report.Table.Add("look-up", "", "seconds", "persons a second", "ratio");
        var isRight = true;
        await StoringPlace.RunAsync(options, async place => isRight &= await MeasureAsync(place, asked, records, report, cancellation));
        report.Notes.Add(FormattableString.Invariant($"{asked:N0} pseudonyms, half of them in {records:N0} records of four datasets; both sides {Rounds} times in turn, medians, after {Warm / asked} runs each; the quicker of two plans of the join."));
        report.Notes.Add("Ours: parts of a check's size, each record read into an object; both within one transaction. Beside it: all at once from a table that is there already, records stepped over and not read.");
        if (StoringPlace.Absent(options) is { } absent)
        {
            report.Notes.Add(absent);
        }

        report.Write(Console.Out);
        return isRight ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<bool> MeasureAsync(StoringPlace place, int asked, int records, Report report, CancellationToken cancellation)
    {
        await using var many = await BenchDatabase.OpenAsync(place, FormattableString.Invariant($"bench_lookup_{records}"), place.IsKept);
        BenchDataset[] datasets = [.. Enumerable.Range(1, 4).Select(k => new BenchDataset(k, $"lookup-{k}", "aid", "PKH"))];
        await ManyRecords.FillLookupAsync(many.Database, datasets, records, cancellation);
        var stored = await many.Database.ReadAsync(c => DatasetStore.ListAsync(c, datasets.Select(d => d.Id), owner: null), cancellation);

        // Every other one is nobody's: as a record's, and its last byte another.
        byte[][] wanted = [.. Enumerable.Range(0, asked).Select(i => Wanted(i, records))];
        Pseudonym[] pseudonyms = [.. wanted.Select(w => Pseudonym.Read(w))];
        var (right, spent) = (true, new Dictionary<string, Spent>());
        await many.Database.ReadAsync(
            async connection =>
            {
                await BareJoin.PrepareAsync(connection, wanted, cancellation);

                // As a check: all of it within one.
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                (string, Func<Task>) ours = (Ours, async () => right &= await FindAsync(connection, stored, pseudonyms, cancellation) == asked / 2);
                var bare = BareJoin.Plans.Select(p => (p, (Func<Task>)(async () => right &= await BareJoin.RunAsync(connection, p, cancellation) == asked / 2)));
                spent = await Alternation.SecondsAsync([ours, .. bare], Warm / asked, Rounds);
                return true;
            },
            cancellation);
        var (mine, theirs) = (spent[Ours], BareJoin.Plans.Select(p => spent[p]).MinBy(s => s.Seconds)!);
        report.Table.Add(place.Engine, "look-up", Figure.Seconds(mine.Seconds), Figure.Whole(asked / mine.Seconds), Figure.Times(theirs.Seconds / mine.Seconds));
        report.Table.Add(place.Engine, "bare join", Figure.Seconds(theirs.Seconds), Figure.Whole(asked / theirs.Seconds), "");
        report.Ratios[$"lookup.{place.Engine}.vs_join"] = theirs.Seconds / mine.Seconds;
        report.Figures[$"lookup.{place.Engine}.seconds"] = mine.Seconds;
        report.Figures[$"lookup.{place.Engine}.bare_seconds"] = theirs.Seconds;
        report.Figures[$"lookup.{place.Engine}.processor_seconds"] = mine.ProcessorSeconds;
        report.Figures[$"lookup.{place.Engine}.bare_processor_seconds"] = theirs.ProcessorSeconds;
        return right;
    }

    private static async Task<int> FindAsync(
        DbConnection connection, IReadOnlyList<Dataset> datasets, Pseudonym[] pseudonyms, CancellationToken cancellation)
    {
        var lookup = await Lookup.CreateAsync(connection, datasets);
        var found = 0;
        foreach (var part in pseudonyms.Chunk(PartPlan.MaxPersons))
        {
            await foreach (var _ in lookup.FindAsync(part, cancellation))
            {
                found++;
            }
        }

        return found;
    }

    private static byte[] Wanted(int i, int records)
    {
        var rank = i / 2 * Stride % records;
        var pseudonym = StoringRecord.Ranked(rank, records);
        pseudonym[^1] ^= (byte)(i % 2);
        return pseudonym;
    }
}
