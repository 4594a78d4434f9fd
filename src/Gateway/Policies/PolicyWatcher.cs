using System.Data.Common;

namespace Pmo.Gateway.Policies;

/// <summary>
/// Has the folder looked at: at once when the system tells of a change, and every second whatever it tells, for it tells nothing of
/// changes made on another machine, nor of a folder that took the place of the one it watches. So a change takes effect within 2 s.
/// </summary>
internal sealed class PolicyWatcher(PolicyReloader reloader, PolicyHolder policies, ILogger<PolicyWatcher> logger) : BackgroundService
{
    /// <summary>Longest time between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _poked = new(0, 1);
    private FileSystemWatcher? _system;

    public override void Dispose()
    {
        _system?.Dispose();
        _poked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Renew();
        var wait = Period;
        while (!stoppingToken.IsCancellationRequested)
        {
            var poked = await _poked.WaitAsync(wait, stoppingToken);
            var look = await LookAsync(stoppingToken);
            if (look == Look.Changed && !poked)
            {
                // A change of which the system told nothing: what it watches is another folder by now.
                Renew();
            }

            wait = look == Look.Moving ? PolicyReloader.Settle : Period;
        }
    }

    private async Task<Look> LookAsync(CancellationToken cancellation)
    {
        try
        {
            return await reloader.LookAsync(cancellation);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            PolicyLog.NotRecorded(logger, e);
            return Look.Same;
        }
    }

    private void Renew()
    {
        _system?.Dispose();
        _system = null;
        try
        {
            var watcher = new FileSystemWatcher(policies.Directory);
            watcher.Changed += (_, _) => Poke();
            watcher.Created += (_, _) => Poke();
            watcher.Deleted += (_, _) => Poke();
            watcher.Renamed += (_, _) => Poke();
            watcher.Error += (_, _) => Poke();
            watcher.EnableRaisingEvents = true;
            _system = watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // The folder is away, or the system watches as many as it may: looking every second has to do.
            PolicyLog.NotWatched(logger, e);
        }
    }

    private void Poke()
    {
        try
        {
            _poked.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody has poked already, or nobody waits any more.
        }
    }
}
