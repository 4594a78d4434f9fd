using Pmo.AuditLog;
using Pmo.AuditLog.Entries;
using Pmo.Gateway.Alarms.Rules;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Gateway.Audit;
using Pmo.Gateway.Policies;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Alarms;

/// <summary>
/// Looks at what the log has got since, and once a day at what no entry tells. Whoever moves the cursor raises the alarms in the same transaction: one replica
/// at a time, and after a crash from where it was. Thread-safe.
/// </summary>
internal sealed class AlarmPass(
    Database database, MerkleLog log, EntryLook look, EndingRule ending, UnusedKeyRule unused, AlarmRaiser raiser, PolicyHolder policies, AlarmOptions options,
    AuditOptions audit, TimeProvider time)
{
    // Entries that are read at once, beside the writers.
    private const int Most = 1000;

    // Others wait for the write lock no longer than this many entries take that a rule may have something to write about.
    private const int Batch = 100;

    // A session ends after a day; its parts are of no use after that.
    private static readonly TimeSpan PartLife = TimeSpan.FromDays(2);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await TakeAsync(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        await DailyAsync(cancellation);
    }

    /// <returns>Whether there was anything new.</returns>
    private async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        var from = await database.ReadAsync(AlarmCursor.ReadAsync, cancellation);
        var rows = await log.ReadAsync(from, Most, cancellation);
        if (rows.Count > 0)
        {
            var (entries, last) = Read(rows);
            await database.WriteAsync(
                async transaction =>
                {
                    if (await AlarmCursor.AdvanceAsync(from, last + 1, transaction))
                    {
                        await look.TakeAsync(entries, transaction);
                    }
                },
                cancellation);
        }

        return rows.Count > 0;
    }

    // What of them the rules look at, and how far that is.
    private static (List<AuditEntry> Entries, long Last) Read(IReadOnlyList<LogRow> rows)
    {
        var (entries, weighty) = (new List<AuditEntry>(rows.Count), 0);
        foreach (var row in rows)
        {
            if (EntryLook.IsOfInterest(row.Entry) && EntryBytes.Read(row.Entry) is { } entry)
            {
                entries.Add(entry);
                weighty += EntryLook.IsWeighty(entry) ? 1 : 0;
            }

            if (weighty == Batch)
            {
                return (entries, row.Seq);
            }
        }

        return (entries, rows[^1].Seq);
    }

    private async Task DailyAsync(CancellationToken cancellation)
    {
        var (set, now, today) = (policies.Current, time.GetUtcNow(), time.Today());
        var (before, done) = (await database.ReadAsync(AlarmCursor.DoneAsync, cancellation), $"{today:O} {set.Digest}");
        if (before == done)
        {
            return;
        }

        await database.WriteAsync(
            async transaction =>
            {
                if (!await AlarmCursor.DoAsync(before, done, transaction))
                {
                    return;
                }

                foreach (var finding in ending.Look(set, today).Concat(await unused.LookAsync(now, transaction)))
                {
                    await raiser.RaiseAsync(finding, transaction);
                }

                await SketchTable.ForgetAsync(now - PartLife, transaction);
                await CheckHistory.ForgetAsync(now.AddDays(-options.SimilarityDays), now.AddDays(-options.HistoryDays), transaction);
                await KeyUses.ForgetPeopleAsync(now.AddDays(-options.UnusedDays), transaction);
                await AlarmTable.ForgetAsync(now.AddMonths(-audit.RetentionMonths), transaction);
            },
            cancellation);
    }
}
