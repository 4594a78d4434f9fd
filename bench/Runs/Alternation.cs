using System.Diagnostics;

namespace Pmo.Bench.Runs;

/// <summary>
/// Measures several sides in turn, A B C A B C …, so that whatever else the machine does meets all of them, and takes each side's median.
/// </summary>
/// <remarks>
/// Of rates, the clock is the process's own processor time: what other processes take does not count, and a side that used two
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

    /// <summary>What a run takes in the median, by name; by the wall clock too, for work of which a server does a part.</summary>
    /// <param name="sides">What to run, in this order.</param>
    /// <param name="warmUps">Rounds before the clocks count.</param>
    /// <param name="rounds">Rounds that count.</param>
    public static async Task<Dictionary<string, Spent>> SecondsAsync(IReadOnlyList<(string Name, Func<Task> Run)> sides, int warmUps, int rounds)
    {
        var runs = sides.ToDictionary(s => s.Name, _ => new List<Spent>(), StringComparer.Ordinal);
        for (var round = 0; round < warmUps + rounds; round++)
        {
            foreach (var (name, run) in sides)
            {
                // Nobody pays for what the one before has left.
                GC.Collect();
                var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                await run();
                var spent = new Spent(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
                if (round >= warmUps)
                {
                    runs[name].Add(spent);
                }
            }
        }

        return runs.ToDictionary(
            r => r.Key,
            r => new Spent(Figure.Median([.. r.Value.Select(s => s.Seconds)]), Figure.Median([.. r.Value.Select(s => s.ProcessorSeconds)])),
            StringComparer.Ordinal);
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
