using System.Diagnostics;
using System.Globalization;

namespace Pmo.Bench.Checks;

/// <summary>Every service of the project, as a partner meets them: AppHost in a process of its own, on a loopback port.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const string Ready = "ready ";
    private const string NoCeiling = "1000000000"; // persons a day, the most that Pseudonyms takes
    private const string NoLimit = "1000000"; // tokens a minute, the most that Identity takes
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private GatewayProcess(Process process, Uri origin)
    {
        _process = process;
        Origin = origin;
    }

    public Uri Origin { get; }

    /// <summary>Processor time that all services have used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it takes calls.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; its log is at <c>DATA/apphost.log</c>.</exception>
    public static async Task<GatewayProcess> StartAsync(string data, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Pmo.AppHost.dll"),
                "--data", data, "--no-demo", "--policies", Parties.Agreements, "--urls", "http://127.0.0.1:0",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Pseudonyms__PartnerCeilingPerDay"] = NoCeiling;
        start.Environment["Pseudonyms__TotalCeilingPerDay"] = NoCeiling;
        start.Environment["Identity__RateLimits__Token__PerAddress"] = NoLimit;
        start.Environment["Identity__RateLimits__Client"] = NoLimit;
        var process = Process.Start(start)!;
        var log = Path.Combine(data, "apphost.log");
        _ = KeepAsync(process.StandardError, log);
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                return new GatewayProcess(process, new Uri(line[Ready.Length..]));
            }
        }

        throw new InvalidOperationException($"AppHost did not become ready: {log}");
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // Read on, or the process would wait for its full pipe.
    private static async Task KeepAsync(StreamReader from, string file)
    {
        await using var to = new StreamWriter(file, append: false) { AutoFlush = true };
        while (await from.ReadLineAsync() is { } line)
        {
            await to.WriteLineAsync(line);
        }
    }
}
