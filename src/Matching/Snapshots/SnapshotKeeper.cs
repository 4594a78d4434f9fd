using System.Data.Common;
using Pmo.Matching.Cleaning;
using Pmo.Matching.Snapshots.Storage;

namespace Pmo.Matching.Snapshots;

/// <summary>
/// Takes snapshots when they are due and drops those that are not kept: the newest stays, and the last of each month (WIB) for twelve months. What only
/// dropped ones named is the cleaner's. Thread-safe.
/// </summary>
internal sealed class SnapshotKeeper(
    SnapshotStore store, SnapshotOptions options, CleaningSignal cleaning, TimeProvider time, ILogger<SnapshotKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(10);

    /// <summary>Takes one if it is due, and drops what is not kept.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await store.TakeDueAsync(now, options.Every, cancellation))
        {
            var dropped = await store.PruneAsync(now, cancellation);
            logger.SnapshotTaken(dropped);
            cleaning.Raise();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // With a snapshot at each commit the timer still looks: a database from before there were snapshots has none.
        using var timer = new PeriodicTimer(options.AtEachCommit || options.Every > Look ? Look : options.Every, time);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or IOException)
            {
                logger.SnapshotFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
