using System.Globalization;
using System.Runtime.InteropServices;

namespace Pmo.Bench.Runs;

/// <summary>What a figure was measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, .NET, on one line.</summary>
    public static string Line => string.Create(
        CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");

    /// <summary>How many processes wanted a processor in the last 1, 5 and 15 minutes; null where the system does not tell.</summary>
    public static string? Load => File.Exists(LoadAverage) ? string.Join(", ", File.ReadAllText(LoadAverage).Split(' ')[..3]) : null;

    private const string LoadAverage = "/proc/loadavg";

    private static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var model = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1]
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER"); // Windows
        return model?.Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
