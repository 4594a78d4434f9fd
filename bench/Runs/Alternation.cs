using System.Diagnostics;

namespace Pmo.Bench.Runs;

/// <summary>
/// Measures several sides in turn, A B C A B C …, so that whatever else the machine does meets all of them, and takes each side's median.
/// </summary>
/// <remarks>
/// The clock is the process's own processor time: what other processes take does not count, and a side that used two
/// cores would be charged for both. A rate is therefore per second and core, however many cores there are.
/// </remarks>
internal static class Alternation
{
    private const int FewestRounds = 3;

    // .NET compiles a method again after 30 calls, with what it learnt once more after 30, each time a moment later.
    private const int WarmUpCalls = 40;
    private const int WarmUpPasses = 4;

    /// <summary>Operations per second and core, by name.</summary>
    /// <param name="sides">What to run, in this order.</param>
    /// <param name="budget">Wall clock time after which no new round begins.</param>
    public static Dictionary<string, double> Rates(IReadOnlyList<Side> sides, TimeSpan budget)
    {
        var start = Stopwatch.GetTimestamp();
        WarmUp([.. sides.Select(s => s.WarmUp).OfType<Action>()]);
        var rates = sides.ToDictionary(s => s.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = 0; round < FewestRounds || Stopwatch.GetElapsedTime(start) < budget; round++)
        {
            foreach (var side in sides)
            {
                var before = Environment.CpuUsage.TotalTime;
                side.Run();
                rates[side.Name].Add(side.Operations / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            }
        }

        return rates.ToDictionary(r => r.Key, r => Figure.Median(r.Value), StringComparer.Ordinal);
    }

    /// <summary>Has everything compiled for good, as in a service that has run for a minute.</summary>
    public static void WarmUp(IReadOnlyList<Action> actions)
    {
        for (var pass = 0; pass < WarmUpPasses; pass++)
        {
            foreach (var action in actions)
            {
                for (var call = 0; call < WarmUpCalls; call++)
                {
                    action();
                }
            }
        }
    }
}
