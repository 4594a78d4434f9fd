using System.Text.Json;
using Pmo.AuditLog;
using Pmo.Gateway.Access;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Gateway.AuditReading;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Answers;

/// <summary>Where alarms are closed: once, with the audit entry that says so. Thread-safe.</summary>
internal sealed class AlarmDesk(Database database, AlarmTable table, IAuditLog log, TimeProvider time)
{
    /// <summary>The operation of the entry that says that an alarm was closed; it names the alarm as its previous entry, and the verdict as its reason.</summary>
    public const string Closed = "alarm-closed";

    /// <param name="id">The alarm.</param>
    /// <param name="audit">The decision entry of the request, the same when it is sent again.</param>
    /// <param name="call">The request.</param>
    /// <param name="scope">What the caller sees.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<(AlarmItem? Closed, Failure? Failure)> CloseAsync(
        string id, string audit, CallContext call, ReadingScope scope, CancellationToken cancellation)
    {
        if (Read(call.Body, out var failure) is not { } verdict)
        {
            return (null, failure);
        }

        if (await table.FindAsync(id, scope, cancellation) is not { } alarm)
        {
            return (null, CommonErrors.NotFound);
        }

        // Nobody finds their own doings fair; upkeep is everybody's own.
        if (AlarmKind.IsAboutUse(alarm.Kind) && alarm.Organisation == call.Partner && !scope.IsAll)
        {
            return (null, AlarmErrors.OwnUse);
        }

        var now = AuditId.ToTheMillisecond(time.GetUtcNow());
        var closed = alarm with
        {
            State = StoredAlarm.Closed, Verdict = verdict.Verdict, Note = verdict.Note, ClosedBy = $"{call.Partner}/{call.Caller!.User}",
            ClosedAt = now.ToUnixTimeMilliseconds(), ClosedEntry = audit,
        };
        if (await database.WriteAsync(transaction => CloseAsync(closed, call, now, transaction), CancellationToken.None))
        {
            return (closed.ToItem(), null);
        }

        // Sent again because its answer was lost.
        var there = await table.FindAsync(id, scope, cancellation);
        return there?.ClosedEntry == audit ? (there.ToItem(), null) : (null, AlarmErrors.Closed);
    }

    private async Task<bool> CloseAsync(StoredAlarm closed, CallContext call, DateTimeOffset now, System.Data.Common.DbTransaction transaction)
    {
        if (!await AlarmTable.CloseAsync(closed, transaction))
        {
            return false;
        }

        // The note stays out of the log, whose entries nobody can mend.
        await log.AppendAsync(
            new AuditEntry
            {
                Id = AuditId.New(now),
                At = now,
                Kind = AuditKind.Audit,
                Decision = AuditDecision.Allow,
                Organisation = call.Partner,
                User = call.Caller!.User,
                Agreement = closed.Agreement,
                Operation = Closed,
                Datasets = closed.DatasetIds is { Count: > 0 } datasets ? datasets : null,
                Reasons = [closed.Verdict!.Replace('-', '_')],
                Previous = closed.Id,
            },
            transaction);
        return true;
    }

    private static AlarmVerdict? Read(byte[] body, out Failure? failure)
    {
        try
        {
            var verdict = JsonSerializer.Deserialize<AlarmVerdict>(body, ApiJson.Options) ?? throw new JsonException();
            var wrong = new List<FailureItem>();
            if (verdict.Verdict is not (AlarmVerdict.Fair or AlarmVerdict.FollowUp))
            {
                wrong.Add(new FailureItem(CommonErrors.FieldValue, ["verdict", $"{AlarmVerdict.Fair} | {AlarmVerdict.FollowUp}"], Field: "verdict"));
            }

            if (verdict.Note.Length > AlarmVerdict.MaxNote || string.IsNullOrWhiteSpace(verdict.Note) || verdict.Note.Any(c => char.IsControl(c) && c != '\n'))
            {
                wrong.Add(new FailureItem(CommonErrors.FieldValue, ["note", $"1-{AlarmVerdict.MaxNote}"], Field: "note"));
            }

            failure = wrong.Count > 0 ? new Failure(CommonErrors.FieldInvalid, [], wrong) : null;
            return failure is null ? verdict : null;
        }
        catch (JsonException)
        {
            failure = CommonErrors.Malformed;
            return null;
        }
    }
}
