using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Pmo.Oprf;

namespace Pmo.Bench.Evaluation;

/// <summary>Runs the bench once more as a child process that is forced to one path: a path is chosen at start, once per process.</summary>
internal static class PathProcess
{
    /// <summary>All paths, fastest first.</summary>
    public static readonly IReadOnlyList<string> Paths = ["avx512", "avx2", "portable"];

    private const string Pin = "/usr/bin/taskset"; // util-linux: the child sees one processor from its first instruction on

    /// <summary>How a child is kept to one core here.</summary>
    public static string OneCore => File.Exists(Pin) ? "pinned to one core with taskset" : "told of one processor by DOTNET_PROCESSOR_COUNT=1";

    /// <summary>Why this processor cannot run a path; null if it can.</summary>
    public static string? WhyNot(string path) => path switch
    {
        "avx512" when !Avx512F.IsSupported => "the processor has no AVX-512",
        "avx2" when !Avx2.IsSupported => "the processor has no AVX2",
        _ => null,
    };

    /// <summary>Runs one inner benchmark.</summary>
    /// <param name="name">An inner name.</param>
    /// <param name="path">Which path.</param>
    /// <param name="budget">How long it may measure.</param>
    /// <param name="oneCore">Whether it gets one core only.</param>
    /// <param name="cancellation">Ends the child.</param>
    /// <returns>What it measured, by the path it really ran, which is another if Oprf does not have the one asked for.</returns>
    /// <exception cref="InvalidOperationException">The child failed; its own words are on stderr.</exception>
    public static async Task<PathResult> RunAsync(string name, string path, TimeSpan budget, bool oneCore, CancellationToken cancellation)
    {
        List<string> command = [Environment.ProcessPath!];
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            command.Add(Assembly.GetExecutingAssembly().Location);
        }

        if (oneCore && File.Exists(Pin))
        {
            command.InsertRange(0, [Pin, "-c", "0"]);
        }

        var start = new ProcessStartInfo(command[0], [.. command[1..], name, budget.TotalSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { [OprfPath.Variable] = path },
        };
        if (oneCore)
        {
            start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        }

        using var child = Process.Start(start)!;
        try
        {
            var output = await child.StandardOutput.ReadToEndAsync(cancellation);
            await child.WaitForExitAsync(cancellation);
            return child.ExitCode == 0 && JsonSerializer.Deserialize<PathResult>(output) is { } result
                ? result
                : throw new InvalidOperationException($"{name} on path {path} failed.");
        }
        finally
        {
            if (!child.HasExited)
            {
                child.Kill();
            }
        }
    }

    /// <summary>What a child prints for its parent.</summary>
    public static int Answer(Dictionary<string, double> values)
    {
        Console.WriteLine(JsonSerializer.Serialize(new PathResult(OprfPath.Active, values)));
        return ExitCodes.Ok;
    }

    /// <summary>The budget given to a child.</summary>
    public static TimeSpan Budget(IReadOnlyList<string> rest) => TimeSpan.FromSeconds(double.Parse(rest[0], CultureInfo.InvariantCulture));
}
