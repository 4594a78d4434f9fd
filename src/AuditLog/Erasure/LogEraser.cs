using System.Data.Common;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Erasure;

/// <summary>
/// Erases details whose retention has ended. The commitments stay, so the tree is as it was; without its salt a commitment says nothing of the entry. What
/// was erased, and the digest of what stays, is an entry of its own.
/// </summary>
internal sealed class LogEraser(IAuditLog log, TimeProvider time)
{
    public const string Operation = "erase";
    public const string RetentionEnded = "retention_ended";
    public const int Most = 256;

    public async Task<int> EraseAsync(int months, DbTransaction transaction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        var now = AuditId.ToTheMillisecond(time.GetUtcNow());
        var due = await EntryTable.DueAsync(now.AddMonths(-months).ToUnixTimeMilliseconds(), Most, transaction);
        if (due.Count == 0)
        {
            return 0;
        }

        var erased = new List<ErasedEntry>(due.Count);
        foreach (var seq in due)
        {
            var row = (await EntryTable.ReadAsync(seq, 1, transaction.Connection!, CancellationToken.None))[0];

            // An entry that was tampered with is evidence.
            if (row.Fault() is { } fault || EntryBytes.Read(row.Entry) is not { } entry)
            {
                throw new LogDamagedException(new Verify.LogFault(row.Fault() ?? Verify.FaultKind.EntryAltered, seq, seq, row.Id));
            }

            var kept = EntryBytes.Kept(entry);
            await EntryTable.EraseAsync(seq, kept, transaction);
            erased.Add(new ErasedEntry(seq, EntryBytes.Digest(kept)));
        }

        await log.AppendAsync(
            new AuditEntry
            {
                Id = AuditId.New(now), At = now, Kind = AuditKind.Audit, Decision = AuditDecision.Allow, Operation = Operation,
                Reasons = [RetentionEnded], Erased = erased,
            },
            transaction);
        return erased.Count;
    }

    /// <summary>Whether what was written at one time may be erased at another.</summary>
    public static bool IsDue(DateTimeOffset written, DateTimeOffset erased, int months) => written.AddMonths(months) <= erased;
}
