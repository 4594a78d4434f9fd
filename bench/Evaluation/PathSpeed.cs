using System.Diagnostics;
using Pmo.Bench.Runs;
using Pmo.Oprf.Batch;

namespace Pmo.Bench.Evaluation;

/// <summary>In a child that has every core: evaluations per second by the wall clock, on one core and on all of them in turn.</summary>
internal static class PathSpeed
{
    public const string Name = "oprf-speed";
    public const string One = "one_core";
    public const string All = "all_cores";
    private const int FewestRounds = 3;

    public static int Run(IReadOnlyList<string> rest)
    {
        var batch = new Batch(Batch.Size);
        Alternation.WarmUp([new Batch(Batch.SmallSize).Multiply]);
        Time(batch, Environment.ProcessorCount); // and once in full size, so that the threads are there

        var one = new List<double>();
        var all = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (one.Count < FewestRounds || Stopwatch.GetElapsedTime(start) < PathProcess.Budget(rest))
        {
            one.Add(Time(batch, 1));
            all.Add(Time(batch, Environment.ProcessorCount));
        }

        return PathProcess.Answer(new(StringComparer.Ordinal) { [One] = Figure.Median(one), [All] = Figure.Median(all) });
    }

    private static double Time(Batch batch, int cores)
    {
        Cores.Degree = cores;
        var round = Stopwatch.GetTimestamp();
        batch.Multiply();
        return Batch.Size / Stopwatch.GetElapsedTime(round).TotalSeconds;
    }
}
