using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Pmo.EndToEnd.Tests.Running;

namespace Pmo.EndToEnd.Tests.Replicas;

/// <summary>One process of a service, on a port that it keeps when it is killed and started again.</summary>
internal sealed class Replica(string assembly, int port, IReadOnlyList<string> arguments) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private ProgramRun? _run;

    /// <summary>Which it is, for messages.</summary>
    public string Name => $"{assembly}:{port}";

    public int Port => port;

    public Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>Ports that were free a moment ago, all different.</summary>
    public static IReadOnlyList<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToList();
        listeners.ForEach(l => l.Dispose());
        return ports;
    }

    public void Start() => _run = ProgramRun.Start(
        assembly, new Dictionary<string, string>(StringComparer.Ordinal), [$"--urls={Address.GetLeftPart(UriPartial.Authority)}", .. arguments]);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _run!.Kill();
        await _run.EndAsync(CancellationToken.None);
    }

    /// <summary>Until it says that it can work.</summary>
    public async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Between);
        while (!await IsReadyAsync())
        {
            if (_run!.HasEnded || patience.IsCancellationRequested)
            {
                _run.Kill();
                throw new InvalidOperationException($"{Name} did not become ready: {(await _run.EndAsync(CancellationToken.None)).Error}");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>What it says of a part of itself: <c>healthy</c>, <c>degraded</c>; it must be ready.</summary>
    public async Task<string?> HealthAsync(string part)
    {
        var health = JsonNode.Parse(await Http.GetStringAsync(new Uri(Address, "/health/ready")));
        return (string?)health!["checks"]![part]!["status"];
    }

    public ValueTask DisposeAsync() => _run?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
