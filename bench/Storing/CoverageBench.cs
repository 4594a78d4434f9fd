using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Pmo.Bench.Runs;
using Pmo.Bench.Storing.Storage;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Storage;
using Pmo.Matching.Coverage;
using Pmo.Matching.Noise;
using Pmo.Matching.Noise.Storage;
using Pmo.Matching.Questions;
using Pmo.Protocol.Api;

namespace Pmo.Bench.Storing;

/// <summary><c>coverage</c>: the question by regency and desil beside the same counts written by hand in SQL, in the same database.</summary>
internal static class CoverageBench
{
    private const int Rounds = 5;
    private const int Warm = 1_000_000; // rows, until .NET has compiled the scan for good
    private const int Tenth = 10;
    private const int Persons = 1_000_000;
    private const int QuickPersons = 20_000;
    private static readonly BenchDataset[] Datasets =
    [
        new(1, "register", "register", null), new(2, "pkh", "aid", "PKH"), new(3, "sembako", "aid", "SEMBAKO"), new(4, "blt", "aid", "BLT_DD"),
        new(5, "pip", "aid", "PIP"), new(6, "zakat", "aid", "ZAKAT_KEMANUSIAAN"),
    ];

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var persons = options.Quick ? QuickPersons : Persons;
        var report = new Report(Benches.Coverage, textColumns: 2);
        report.Table.Add("coverage", "", "persons", "rows", "seconds", "ratio");
        var isRight = true;
        await StoringPlace.RunAsync(options, async place => isRight &= await MeasureAsync(place, persons, report, cancellation));
        report.Notes.Add(FormattableString.Invariant($"By regency and desil, no threshold; a tenth, the whole and both statements {Rounds} times in turn, medians, after some to warm up; the quicker of two hand-written statements."));
        report.Notes.Add("Growth is the whole's time over the tenth's; growth_10x_processor by this process's own processor time, which on SQLite is all of it, and counts nothing of what else the machine does.");
        report.Notes.Add("Ours counts needs, met and unmet, besides, holds back what is too few, and is true however many rows a person has; goal at most 3 times the statement's time.");
        if (StoringPlace.Absent(options) is { } absent)
        {
            report.Notes.Add(absent);
        }

        report.Write(Console.Out);
        return isRight ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<bool> MeasureAsync(StoringPlace place, int persons, Report report, CancellationToken cancellation)
    {
        await using var whole = await OpenAsync(place, persons, cancellation);
        await using var tenth = await OpenAsync(place, persons / Tenth, cancellation);
        var order = new CoverageOrder("register", IsRupiah: false, ["region", "desil"], Level: 1, [], Before: null);
        var (total, isRight) = (await AskAsync(whole.Database, order, cancellation), true);
        var ours = (string Name, BenchDatabase Data) => (Name, (Func<Task>)(() => AskAsync(Data.Database, order, cancellation)));
        var bare = HandWritten.Queries.Select((query, i) => (Name: FormattableString.Invariant($"bare {i}"), (Func<Task>)(async () =>
            isRight &= await whole.Database.ReadAsync(c => HandWritten.RunAsync(c, query), cancellation) == (total.Persons, total.ThreePlus)))).ToList();
        var spent = await Alternation.SecondsAsync([ours("tenth", tenth), ours("whole", whole), .. bare], Math.Max(1, Warm / (persons * 6)), Rounds);
        var (mine, small, theirs) = (spent["whole"], spent["tenth"], bare.Min(b => spent[b.Name].Seconds));
        Add(report, place.Engine, "question", persons, mine.Seconds, Figure.Times(mine.Seconds / theirs));
        Add(report, place.Engine, "SQL by hand", persons, theirs, "");
        Add(report, place.Engine, "question, a tenth", persons / Tenth, small.Seconds, Figure.Times(mine.Seconds / small.Seconds));
        var growth = place.Postgres is null ? "coverage.growth_10x" : "coverage.postgres.growth_10x";
        report.Ratios[$"coverage.{place.Engine}.vs_sql"] = mine.Seconds / theirs;
        report.Ratios[growth] = mine.Seconds / small.Seconds;
        report.Ratios[growth + "_processor"] = mine.ProcessorSeconds / small.ProcessorSeconds;
        report.Figures[$"coverage.{place.Engine}.seconds"] = mine.Seconds;
        report.Figures[$"coverage.{place.Engine}.tenth_seconds"] = small.Seconds;
        report.Figures[$"coverage.{place.Engine}.processor_seconds"] = mine.ProcessorSeconds;
        report.Figures[$"coverage.{place.Engine}.tenth_processor_seconds"] = small.ProcessorSeconds;
        report.Figures[$"coverage.{place.Engine}.bare_seconds"] = theirs;
        return isRight;
    }

    private static async Task<BenchDatabase> OpenAsync(StoringPlace place, int persons, CancellationToken cancellation)
    {
        var data = await BenchDatabase.OpenAsync(place, FormattableString.Invariant($"bench_coverage_{persons}"), place.IsKept);
        await ManyRecords.FillCoverageAsync(data.Database, Datasets, persons, cancellation);
        return data;
    }

    private static async Task<CoverageCell> AskAsync(Database database, CoverageOrder order, CancellationToken cancellation)
    {
        var run = new QuestionRun(
            database, new NoiseStore(database), new NoiseOptions(1), new SystemUniform(), new QuestionGate(), TimeProvider.System, NullLogger<QuestionRun>.Instance);
        var decision = new Decision
        {
            Iss = Decision.Issuer, Aud = "matching", Jti = "j", Iat = 0, Exp = 0, Partner = "bappeda-bench", User = "u", Operation = "coverage",
            Method = "GET", Target = "/", Audit = "a", Datasets = [.. Datasets.Select(d => new DecidedDataset(d.Id, BenchDataset.Owner))],
        };
        var answered = await run.AnswerAsync(
            new Question("coverage", order.Canonical), decision,
            (scope, earlier, noise) => CoverageQuestion.Answer(scope, order, earlier, noise, cancellation), cancellation);
        return answered.Value?.Answer.Total ?? throw new InvalidOperationException($"The question was refused: {answered.Failure!.Code}.");
    }

    private static void Add(Report report, string engine, string what, int persons, double seconds, string ratio) =>
        report.Table.Add(engine, what, Figure.Whole(persons), Figure.Whole(persons * 6), Figure.Seconds(seconds), ratio);
}
