using System.Diagnostics;
using System.Globalization;

namespace Pmo.Bench.Runs;

/// <summary>Servers in a process of their own, so that their processor time is theirs alone.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>How the line begins by which a server says that it takes calls; addresses follow, with a space between them.</summary>
    public const string Ready = "ready ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private ServiceProcess(Process process, IReadOnlyList<Uri> addresses)
    {
        _process = process;
        Addresses = addresses;
    }

    /// <summary>What it said.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Where partners call.</summary>
    public Uri Origin => Addresses[0];

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts one and waits until it takes calls.</summary>
    /// <param name="assembly">Beside this program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What is set besides.</param>
    /// <param name="log">The file that gets its stderr.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<ServiceProcess> StartAsync(
        string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string log, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        _ = KeepAsync(process.StandardError, log);
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                return new ServiceProcess(process, [.. line[Ready.Length..].Split(' ').Select(a => new Uri(a))]);
            }
        }

        throw new InvalidOperationException($"{assembly} did not become ready: {log}");
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
