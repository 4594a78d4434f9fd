using System.Data.Common;

namespace Pmo.Gateway.Accounts;

/// <summary>Reads the feed every second. What is refused is known before the first request.</summary>
internal sealed partial class FeedPoller(AccountFeed feed, TimeProvider time, ILogger<FeedPoller> logger) : BackgroundService
{
    /// <summary>Between two reads: half of the two seconds after which a suspended partner is refused.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await feed.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await feed.PollAsync(stoppingToken);
            }
            catch (DbException e)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What happened to accounts could not be written; another try follows")]
    private partial void LogFailed(Exception exception);
}
