using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Pmo.Oprf.Lanes;

namespace Pmo.Bench.Micro;

/// <summary><c>micro FILTER</c>: BenchmarkDotNet over field and point operations.</summary>
internal static class MicroBench
{
    /// <summary>Runs what the filter names, such as <c>*Field*</c>; further arguments are BenchmarkDotNet's own.</summary>
    public static int Run(IReadOnlyList<string> rest)
    {
        // In this process: the project that BenchmarkDotNet would generate does not know this repository's central package versions.
        var config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine("artifacts", "bench")).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        List<Type> types = [typeof(FieldBenchmarks), typeof(PointBenchmarks), typeof(ScalarBenchmarks)];
        if (EightLanes.IsSupported)
        {
            types.Add(typeof(EightLanesBenchmarks));
        }

        if (FourLanes.IsSupported)
        {
            types.Add(typeof(FourLanesBenchmarks));
        }

        var ran = BenchmarkSwitcher.FromTypes([.. types])
            .Run(["--filter", .. rest], config)
            .Sum(summary => summary.Reports.Length);
        if (ran == 0)
        {
            Console.Error.WriteLine($"No micro-benchmark fits '{rest[0]}': classes {string.Join(", ", types.Select(t => t.Name))}.");
        }

        return ran == 0 ? ExitCodes.Usage : ExitCodes.Ok;
    }
}
