using System.Diagnostics;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Evaluation;

/// <summary>In a child: evaluations per second by the wall clock, with as many cores as the child was given.</summary>
internal static class PathSpeed
{
    public const string Name = "oprf-speed";
    public const string Value = "per_second";
    private const int FewestRounds = 3;

    public static int Run(IReadOnlyList<string> rest)
    {
        var batch = new Batch(Batch.Size);
        Alternation.WarmUp([new Batch(Batch.SmallSize).Multiply]);

        var rates = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (rates.Count < FewestRounds || Stopwatch.GetElapsedTime(start) < PathProcess.Budget(rest))
        {
            var round = Stopwatch.GetTimestamp();
            batch.Multiply();
            rates.Add(Batch.Size / Stopwatch.GetElapsedTime(round).TotalSeconds);
        }

        return PathProcess.Answer(new(StringComparer.Ordinal) { [Value] = Figure.Median(rates) });
    }
}
