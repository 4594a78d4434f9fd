using System.Collections.Concurrent;
using System.Data.Common;
using Pmo.Gateway.Idempotency.Storage;

namespace Pmo.Gateway.Idempotency;

/// <summary>
/// Keeps the leases of this replica's requests while they run. A lease is short, so that what a killed replica left is taken over by the caller's retry at
/// another one; a commit is long. Thread-safe.
/// </summary>
internal sealed partial class HeldLeases(IdempotencyTable table, TimeProvider time, ILogger<HeldLeases> logger) : BackgroundService
{
    // Three of them may fail before a lease ends.
    private static readonly TimeSpan Interval = IdempotencyTable.Lease / 4;

    private readonly ConcurrentDictionary<HttpContext, IdempotencyScope> _held = new();

    /// <summary>Holds the lease until the request has ended, however it does.</summary>
    public void Hold(HttpContext context, IdempotencyScope scope)
    {
        _held[context] = scope;
        context.Response.RegisterForDispose(new Held(this, context));
    }

    /// <summary>Begins the leases that are held anew.</summary>
    public Task RenewAsync(CancellationToken cancellation) => _held.IsEmpty ? Task.CompletedTask : table.RenewAsync([.. _held.Values], cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RenewAsync(stoppingToken);
            }
            catch (DbException e)
            {
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leases of requests under way could not be renewed; another try follows")]
    private partial void LogFailed(Exception exception);

    private sealed class Held(HeldLeases leases, HttpContext context) : IDisposable
    {
        public void Dispose() => leases._held.TryRemove(context, out _);
    }
}
