using System.Net;
using System.Net.Sockets;

namespace Pmo.EndToEnd.Tests.Replicas;

/// <summary>What stands before several Gateways, as simple as it can be: each connection goes to the next one that takes it.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly IReadOnlyList<int> _ports;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _next;

    /// <param name="port">Its own.</param>
    /// <param name="ports">Of the Gateways.</param>
    public Balancer(int port, IReadOnlyList<int> ports)
    {
        _ports = ports;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using (caller)
        {
            using var gateway = await ConnectAsync();
            if (gateway is null)
            {
                return;
            }

            // One side's end is the other's: a Gateway that was killed is seen at once.
            await Task.WhenAny(PumpAsync(caller, gateway), PumpAsync(gateway, caller));
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        var first = Interlocked.Increment(ref _next);
        for (var i = 0; i < _ports.Count; i++)
        {
            var gateway = new TcpClient();
            try
            {
                await gateway.ConnectAsync(IPAddress.Loopback, _ports[(first + i) % _ports.Count], _end.Token);
                return gateway;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                gateway.Dispose();
            }
        }

        return null;
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), _end.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The other end is told by the end of this one.
        }
    }
}
