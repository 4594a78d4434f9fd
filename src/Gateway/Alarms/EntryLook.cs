using System.Data.Common;
using Pmo.AuditLog;
using Pmo.Gateway.Alarms.Rules;
using Pmo.Gateway.Alarms.Storage;

namespace Pmo.Gateway.Alarms;

/// <summary>Looks at one entry after the other, in the transaction that moves the cursor over them. Thread-safe.</summary>
internal sealed class EntryLook(
    VolumeRule volume, SameListRule sameList, HitRateRule hitRate, RefusalRule refusals, OfficeHoursRule officeHours, QuotaRule quota, AlarmRaiser raiser,
    TimeProvider time)
{
    // Of what is older when it is looked at, as after an upgrade, only history is made: nobody can do anything about it any more.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(30);

    /// <summary>Whether a rule may see anything in an entry: not in what came of a call without agreement, which half of all entries tell.</summary>
    /// <param name="entry">Its stored bytes; no value in them holds a quotation mark.</param>
    public static bool IsOfInterest(ReadOnlySpan<byte> entry) =>
        entry.IndexOf("\"decision\":\"outcome\""u8) < 0 || entry.IndexOf("\"agreement\":"u8) >= 0;

    /// <summary>Whether a rule may have something to write about an entry.</summary>
    public static bool IsWeighty(AuditEntry entry) => entry.Agreement is not null || entry.Decision == AuditDecision.Deny || entry.Request is null;

    public async Task TakeAsync(IReadOnlyList<AuditEntry> entries, DbTransaction transaction)
    {
        await UnusedKeyRule.NoteAsync(entries, transaction);
        var metered = new Dictionary<(string Organisation, string Agreement), AuditEntry>();
        foreach (var entry in entries)
        {
            var isFresh = time.GetUtcNow() - entry.At <= Fresh;
            if (AnsweredCheck.Of(entry) is { } check)
            {
                await TakeAsync(check, isFresh, transaction);
            }

            if (!isFresh)
            {
                continue;
            }

            await raiser.RaiseAsync(await refusals.LookAsync(entry, transaction), transaction);
            await raiser.RaiseAsync(officeHours.Look(entry), transaction);
            if (entry is { Kind: AuditKind.Access, Decision: AuditDecision.Allow, Organisation: { } organisation, Agreement: { } agreement })
            {
                metered[(organisation, agreement)] = entry;
            }
        }

        foreach (var entry in metered.Values)
        {
            foreach (var finding in await quota.LookAsync(entry, CancellationToken.None))
            {
                await raiser.RaiseAsync(finding, transaction);
            }
        }
    }

    private async Task TakeAsync(AnsweredCheck check, bool isFresh, DbTransaction transaction)
    {
        check = check with { Sketch = await SketchTable.TakeAsync(check.Session, transaction) };
        if (!await CheckHistory.AddAsync(check, transaction) || !isFresh)
        {
            return;
        }

        foreach (var rule in check.IsList ? (ICheckRule[])[volume, sameList, hitRate] : [volume])
        {
            await raiser.RaiseAsync(await rule.LookAsync(check, transaction), transaction);
        }
    }
}
