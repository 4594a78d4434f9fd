using System.Data.Common;
using Pmo.Identity.Expiry.Storage;

namespace Pmo.Identity.Expiry;

/// <summary>Removes expired rows each minute, a bounded number under one lock.</summary>
internal sealed partial class Cleaner(ExpiredRows rows, TimeProvider time, ILogger<Cleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CleanAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task CleanAsync(CancellationToken cancellation)
    {
        try
        {
            if (await rows.RemoveAsync(cancellation) is > 0 and var count)
            {
                LogRemoved(count);
            }
        }
        catch (DbException e)
        {
            LogFailed(e); // expired rows open nothing; the next minute tries again
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Removed {Count} expired rows")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired rows could not be removed")]
    private partial void LogFailed(Exception exception);
}
