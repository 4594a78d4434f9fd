using System.Data.Common;
using System.Diagnostics;
using Pmo.Matching.Cleaning.Storage;
using Pmo.Matching.Epochs;
using Pmo.Matching.Journals;
using Pmo.Matching.Journals.Storage;
using Pmo.Matching.Sessions;
using Pmo.Matching.Subjects.Storage;
using Pmo.Protocol.Time;

namespace Pmo.Matching.Cleaning;

/// <summary>
/// Destroys what nobody may see any more: records of superseded uploads that no kept snapshot names, of ended and expired ones, expired checks with
/// their answers, datasets whose retention has ended (UU 27/2022 art. 43), the journal after its years. In batches, so that requests get in between.
/// Every minute, and when something was superseded.
/// </summary>
internal sealed class Cleaner(
    CleaningStore store, SubjectStore subjects, Journal journal, JournalOptions options, CleaningSignal signal, EpochRing ring, TimeProvider time,
    ILogger<Cleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Cleans until there is nothing to clean.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        await store.EndDueAsync(time.GetUtcNow().ToUnixTimeSeconds(), time.Today(), cancellation);
        long records = 0;
        var uploads = await store.ListUploadsAsync(cancellation);
        if (uploads.Count > 0)
        {
            await store.WaitForReadersAsync(time, cancellation);
        }

        foreach (var upload in uploads)
        {
            int deleted;
            while ((deleted = await store.DeleteRecordsAsync(upload, cancellation)) > 0)
            {
                records += deleted;
            }

            await store.FinishUploadAsync(upload, cancellation);
        }

        await store.FinishDatasetsAsync(cancellation);
        await subjects.ForgetAsync(time.GetUtcNow().ToUnixTimeSeconds(), cancellation);
        await journal.ForgetAsync(time.Today().AddDays(-options.KeepDays), cancellation);
        var checks = await store.DeleteChecksAsync(time.GetUtcNow().ToUnixTimeSeconds(), cancellation);
        if (records > 0 || checks > 0)
        {
            var elapsed = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            logger.Cleaned(records, checks, elapsed);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
                await ring.LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or IOException)
            {
                // The next round tries again; health tells of the database.
                logger.CleaningFailed(e);
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var due = new CancellationTokenSource(Interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, stopping);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The interval is over.
        }
    }
}
