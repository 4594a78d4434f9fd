using System.Data.Common;

namespace Pmo.Identity.SigningKeys;

/// <summary>Loads the keys before the service listens, and looks after them when nobody asks for a token.</summary>
internal sealed partial class SigningKeyCare(SigningKeyRing ring, TimeProvider time, ILogger<SigningKeyCare> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public Task StartingAsync(CancellationToken cancellationToken) => ring.LoadAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Looks at the keys; a database that is away does not stop those that are there.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await ring.RefreshAsync(cancellation);
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            LogFailed(e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The signing keys could not be looked after; those in memory go on")]
    private partial void LogFailed(Exception exception);
}
