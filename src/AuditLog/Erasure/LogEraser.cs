using System.Data.Common;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Search;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Erasure;

/// <summary>
/// Erases details whose retention has ended. The commitments stay, so the tree is as it was; without its salt a commitment says nothing of the entry. What
/// was erased, and the digest of what stays, is an entry of its own.
/// </summary>
internal sealed class LogEraser(ILogDatabase database, IAuditLog log, TimeProvider time)
{
    public const string Operation = "erase";
    public const string RetentionEnded = "retention_ended";
    public const int Most = 256;

    public async Task<int> EraseAsync(int months, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        var now = AuditId.ToTheMillisecond(time.GetUtcNow());
        var before = now.AddMonths(-months).ToUnixTimeMilliseconds();
        var (count, from) = (0, 0L);
        while (true)
        {
            // Looked for before the write lock is taken: it may be a long way over what was erased earlier.
            var due = await database.ReadAsync(connection => EntryTable.DueAsync(from, before, Most, connection), cancellation);
            if (due.Count == 0)
            {
                return count;
            }

            count += await database.WriteAsync(transaction => EraseAsync(due, now, transaction), cancellation);
            from = due[^1] + 1;
        }
    }

    /// <summary>Whether what was written at one time may be erased at another.</summary>
    public static bool IsDue(DateTimeOffset written, DateTimeOffset erased, int months) => written.AddMonths(months) <= erased;

    private async Task<int> EraseAsync(List<long> due, DateTimeOffset now, DbTransaction transaction)
    {
        var (erased, details) = (new List<ErasedEntry>(due.Count), new List<(long, byte[], byte[])>(due.Count));
        foreach (var seq in due)
        {
            var row = (await EntryTable.ReadAsync(seq, 1, transaction.Connection!, CancellationToken.None))[0];
            if (row.Seq != seq || row.IsErased)
            {
                continue; // another replica was first
            }

            // An entry that was tampered with is evidence.
            if (row.Fault() is { } fault || EntryBytes.Read(row.Entry) is not { } entry)
            {
                throw new LogDamagedException(new Verify.LogFault(row.Fault() ?? Verify.FaultKind.EntryAltered, seq, seq, row.Id));
            }

            // What was erased, and when, has to stay said: verification holds what is left against it.
            if (entry is { Kind: AuditKind.Audit, Operation: Operation })
            {
                continue;
            }

            var kept = EntryBytes.Kept(entry);
            await EntryTable.EraseAsync(seq, kept, transaction);
            details.Add((seq, row.Entry!, kept));
            erased.Add(new ErasedEntry(seq, EntryBytes.Digest(kept)));
        }

        if (erased.Count == 0)
        {
            return 0;
        }

        await EntryIndex.RemoveDetailsAsync(details, transaction);
        await log.AppendAsync(
            new AuditEntry
            {
                Id = AuditId.New(now), At = now, Kind = AuditKind.Audit, Decision = AuditDecision.Allow, Operation = Operation,
                Reasons = [RetentionEnded], Erased = erased,
            },
            transaction);
        return erased.Count;
    }
}
