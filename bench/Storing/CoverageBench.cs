using System.Data.Common;
using System.Diagnostics;
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
    private const int Rounds = 3;
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
        report.Notes.Add(FormattableString.Invariant($"By regency and desil, no threshold; both sides {Rounds} times in turn on one connection, medians, after some to warm up; the quicker of two hand-written statements."));
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
        var (small, _, isSmallRight) = await MeasureAsync(place, persons / Tenth, cancellation);
        var (mine, bare, isRight) = await MeasureAsync(place, persons, cancellation);
        Add(report, place.Engine, "question", persons, mine, Figure.Times(mine / bare));
        Add(report, place.Engine, "SQL by hand", persons, bare, "");
        Add(report, place.Engine, "question, a tenth", persons / Tenth, small, Figure.Times(mine / small));
        report.Ratios[$"coverage.{place.Engine}.vs_sql"] = mine / bare;
        report.Ratios[place.Postgres is null ? "coverage.growth_10x" : "coverage.postgres.growth_10x"] = mine / small;
        report.Figures[$"coverage.{place.Engine}.seconds"] = mine;
        report.Figures[$"coverage.{place.Engine}.bare_seconds"] = bare;
        return isSmallRight && isRight;
    }

    private static async Task<(double Ours, double Bare, bool IsRight)> MeasureAsync(StoringPlace place, int persons, CancellationToken cancellation)
    {
        await using var data = await BenchDatabase.OpenAsync(place, FormattableString.Invariant($"bench_coverage_{persons}"), place.IsKept);
        await ManyRecords.FillCoverageAsync(data.Database, Datasets, persons, cancellation);
        var order = new CoverageOrder("register", IsRupiah: false, ["region", "desil"], Level: 1, [], Before: null);
        var ours = new List<double>();
        var bare = HandWritten.Queries.Select(_ => new List<double>()).ToList();
        var isRight = true;
        var warmUps = Math.Max(1, Warm / (persons * 6));
        for (var round = 0; round < warmUps + Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var total = await AskAsync(data.Database, order, cancellation);
            var mine = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (round >= warmUps)
            {
                ours.Add(mine);
            }

            foreach (var (i, query) in HandWritten.Queries.Index())
            {
                start = Stopwatch.GetTimestamp();
                isRight &= await data.Database.ReadAsync(c => HandWritten.RunAsync(c, query), cancellation) == (total.Persons, total.ThreePlus);
                if (round >= warmUps)
                {
                    bare[i].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                }
            }
        }

        return (Figure.Median(ours), bare.Min(Figure.Median), isRight);
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
