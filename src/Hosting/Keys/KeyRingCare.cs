using System.Data.Common;

namespace Pmo.Hosting.Keys;

/// <summary>Looks after the ring of a service that runs on, twice a day, and says in the log when its certificate nears its end.</summary>
internal sealed partial class KeyRingCare(KeyRingKeeper keeper, KeyRingProtection protection, ILogger<KeyRingCare> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(12);
    private static readonly TimeSpan WarnBefore = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (protection.Ends is { } ends && ends - TimeProvider.System.GetUtcNow() < WarnBefore)
            {
                LogCertificateEnds(ends);
            }

            await Task.Delay(Interval, TimeProvider.System, stoppingToken);
            try
            {
                await keeper.KeepAsync(TimeProvider.System.GetUtcNow(), stoppingToken);
            }
            catch (Exception e) when (e is DbException or IOException or Startup.StartupException)
            {
                // There are 14 days of such rounds before a key is needed.
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate of the key ring ends on {Ends}; the service does not start with it after that")]
    private partial void LogCertificateEnds(DateTimeOffset ends);

    [LoggerMessage(Level = LogLevel.Error, Message = "The key ring could not be looked after")]
    private partial void LogFailed(Exception exception);
}
