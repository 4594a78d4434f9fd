using System.Diagnostics;
using Pmo.Bench.Evaluation;

namespace Pmo.Bench.Timing;

/// <summary>In a child: times every target for classes drawn by coin, and tests whether the times tell the class.</summary>
internal static class PathTiming
{
    public const string Name = "timing-path";
    private const int WarmUps = 300; // until compiled for good
    private const int Capacity = 1 << 17;

    public static int Run(IReadOnlyList<string> rest)
    {
        var targets = new Targets().All;
        var budget = PathProcess.Budget(rest) / targets.Count;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            var samples = Measure(target, budget);
            var test = samples.Test();
            values[target.Name + "|n"] = samples.Count;
            values[target.Name + "|t"] = test.Plain;
            values[target.Name + "|cropped"] = test.Cropped;
            values[target.Name + "|squared"] = test.Squared;
        }

        return PathProcess.Answer(values);
    }

    private static Samples Measure(Target target, TimeSpan budget)
    {
        var coins = new Coins();
        var samples = new Samples(Capacity);
        var warm = new Samples(WarmUps);
        for (var i = 0; i < WarmUps; i++)
        {
            MeasureOnce(target, coins.Toss(), warm);
        }

        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < budget)
        {
            MeasureOnce(target, coins.Toss(), samples);
        }

        return samples;
    }

    private static void MeasureOnce(Target target, bool isFixed, Samples samples)
    {
        target.Prepare(isFixed);
        var before = Stopwatch.GetTimestamp();
        target.Run();
        samples.Add(isFixed, Stopwatch.GetTimestamp() - before);
    }
}
