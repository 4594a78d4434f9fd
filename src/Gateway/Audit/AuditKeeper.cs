using System.Data.Common;
using System.Security.Cryptography;
using Pmo.AuditLog;
using Pmo.AuditLog.Keys;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Search;
using Pmo.AuditLog.Verify;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Audit;

/// <summary>
/// Looks after the log: opens it before the first request, signs checkpoints, erases what is due, verifies the whole of it on a schedule.
/// </summary>
internal sealed partial class AuditKeeper(MerkleLog log, EntryIndex index, ILogKeyGuard guard, AuditOptions options, TimeProvider time, ILogger<AuditKeeper> logger)
    : BackgroundService
{
    // An entry is in a signed checkpoint at most a second after it was appended, while the disk keeps up.
    private static readonly TimeSpan SealInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>What the last self-check found first; null when it found nothing, or none has ended yet.</summary>
    public LogFault? Found { get; private set; }

    /// <summary>Whether the last attempt to sign or to verify could not be made at all.</summary>
    public bool IsBehind { get; private set; }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await log.OpenAsync(options.Origin, guard, cancellationToken);
        }
        catch (LogDamagedException e)
        {
            throw new StartupException(
                "audit_log_damaged",
                $"Akhir log audit tidak cocok dengan checkpoint terakhirnya ({e.Fault.Indonesian}). Jangan ubah apa pun; jalankan audit-verify dan pulihkan dari cadangan.",
                $"The end of the audit log does not fit its last checkpoint ({e.Fault.English}). Change nothing; run audit-verify and restore a backup.",
                e);
        }
        catch (CryptographicException e)
        {
            throw new StartupException(
                "audit_key_unreadable",
                "Kunci log audit tidak dapat dibuka: ring kunci atau sertifikat lain. Pulihkan ring kunci dan basis data dari satu cadangan.",
                "The audit log's key cannot be opened: another key ring or certificate. Restore ring and database of one backup.",
                e);
        }

        LogOpened(log.Key!, log.Newest!.Size);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (log.Key is not null)
        {
            await TryAsync(() => log.SealAsync(cancellationToken));
        }
    }

    /// <summary>Reads the whole log and remembers what is wrong with it.</summary>
    public async Task<LogReport> SelfCheckAsync(CancellationToken cancellation)
    {
        var report = await log.VerifyAsync(options.RetentionMonths, cancellation);
        Found = report.Faults.Count > 0 ? report.Faults[0] : null;
        if (Found is { } fault)
        {
            LogFound(fault.English, report.Faults.Count);
        }
        else
        {
            LogSound(report.Entries);
        }

        return report;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        EveryAsync(SealInterval, () => SealAsync(stoppingToken), stoppingToken),
        EveryAsync(TimeSpan.FromHours(options.SelfCheckHours), () => CareAsync(stoppingToken), stoppingToken, atOnce: true));

    private async Task SealAsync(CancellationToken cancellation)
    {
        await log.SealAsync(cancellation);
        await index.CatchUpAsync(cancellation);
    }

    // What was tampered with is found before anything is erased.
    private async Task CareAsync(CancellationToken cancellation)
    {
        if ((await SelfCheckAsync(cancellation)).IsSound && await log.EraseAsync(options.RetentionMonths, cancellation) is > 0 and var erased)
        {
            LogErased(erased);
        }
    }

    private async Task EveryAsync(TimeSpan interval, Func<Task> work, CancellationToken stoppingToken, bool atOnce = false)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (atOnce || await timer.WaitForNextTickAsync(stoppingToken))
            {
                atOnce = false;
                await TryAsync(work);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            IsBehind = false;
        }
        catch (LogDamagedException) when (IsBehind)
        {
            // Said once.
        }
        catch (Exception e) when (e is DbException or IOException)
        {
            IsBehind = true;
            LogBehind(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit log open, key {Key}, {Size} entries under a checkpoint")]
    private partial void LogOpened(NoteKey key, long size);

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit log verified, {Entries} entries")]
    private partial void LogSound(long entries);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Audit log is not sound, first: {Fault}; {Count} faults")]
    private partial void LogFound(string fault, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Details of {Count} audit entries erased, their retention had ended")]
    private partial void LogErased(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Audit log could not be signed or verified; another try follows")]
    private partial void LogBehind(Exception exception);
}
