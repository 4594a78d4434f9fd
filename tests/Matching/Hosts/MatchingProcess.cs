using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Pmo.MatchingWorker;

namespace Pmo.Matching.Tests.Hosts;

/// <summary>The service as a process of its own, which can be killed.</summary>
internal sealed class MatchingProcess : IDisposable
{
    // Killed by a signal that it does not see.
    private const int Killed = 128 + 9;

    private readonly Process _process;

    private MatchingProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Whether that is how a client sees it killed.</summary>
    public static bool IsGone(Exception e) => e is HttpRequestException or IOException or SocketException;

    public static async Task<MatchingProcess> StartAsync(IEnumerable<string> arguments)
    {
        // A write beyond the limit of a file's size is to fail, not to kill.
        var start = new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh", typeof(DyingRequest).Assembly.Location },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new MatchingProcess(process, new Uri(line["ready ".Length..]));
            }
        }

        throw new InvalidOperationException($"The service did not start: {await errors}");
    }

    public void Kill() => _process.Kill();

    public async Task ShouldDieAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        _process.ExitCode.ShouldBe(Killed);
    }

    /// <summary>From now on none of its files grows beyond that; null: as it likes.</summary>
    public void LimitFiles(long? bytes)
    {
        var size = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var limiting = Process.Start("prlimit", ["--pid", $"{_process.Id}", $"--fsize={size}:unlimited"]);
        limiting.WaitForExit();
        limiting.ExitCode.ShouldBe(0);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
