using System.Data.Common;

namespace Pmo.Gateway.Feeds;

/// <summary>Reads a feed as often as it says.</summary>
internal sealed partial class FeedPoller<TFeed>(TFeed feed, TimeProvider time, ILogger<FeedPoller<TFeed>> logger) : BackgroundService
    where TFeed : class, IFeed
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await feed.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TFeed.Interval, time);
        do
        {
            try
            {
                await feed.PollAsync(stoppingToken);
            }
            catch (DbException e)
            {
                LogFailed(typeof(TFeed).Name, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What {Feed} read could not be written; another try follows")]
    private partial void LogFailed(string feed, Exception exception);
}
