using System.Diagnostics;

namespace Pmo.Bench.Memory;

/// <summary><c>pmo</c> in a process of its own.</summary>
internal static class PmoProcess
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs it to its end.</summary>
    /// <returns>Seconds, and its peak of resident memory in MiB, up to the last look before it ended.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<(double Seconds, double MiB)> RunAsync(string home, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "pmo.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PMO_HOME"] = home;
        var began = Stopwatch.GetTimestamp();
        using var pmo = Process.Start(start)!;
        try
        {
            var output = pmo.StandardOutput.ReadToEndAsync(cancellation);
            var errors = pmo.StandardError.ReadToEndAsync(cancellation);
            var peak = 0.0;
            using var timer = new PeriodicTimer(Between);
            while (!pmo.HasExited && await timer.WaitForNextTickAsync(cancellation))
            {
                peak = Math.Max(peak, PeakMemory.Of(pmo.Id) ?? 0);
            }

            await pmo.WaitForExitAsync(cancellation);
            await output;
            return pmo.ExitCode == 0
                ? (Stopwatch.GetElapsedTime(began).TotalSeconds, peak)
                : throw new InvalidOperationException(FormattableString.Invariant($"pmo ended with {pmo.ExitCode}: {await errors}"));
        }
        finally
        {
            if (!pmo.HasExited)
            {
                pmo.Kill();
            }
        }
    }
}
