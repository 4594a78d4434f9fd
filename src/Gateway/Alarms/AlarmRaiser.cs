using System.Data.Common;
using Pmo.AuditLog;
using Pmo.Gateway.Alarms.Storage;

namespace Pmo.Gateway.Alarms;

/// <summary>Makes alarms of findings: each once, in one transaction with the audit entry that says so. Thread-safe.</summary>
internal sealed partial class AlarmRaiser(IAuditLog log, TimeProvider time, ILogger<AlarmRaiser> logger)
{
    /// <summary>The operation of the entry that says that an alarm was raised; its id is the alarm's, its reason the kind.</summary>
    public const string Raised = "alarm-raised";

    public async Task RaiseAsync(Finding? finding, DbTransaction transaction)
    {
        if (finding is null)
        {
            return;
        }

        var now = AuditId.ToTheMillisecond(time.GetUtcNow());
        var id = AuditId.New(now);
        if (!await AlarmTable.RaiseAsync(id, finding, now, transaction))
        {
            return;
        }

        await log.AppendAsync(
            new AuditEntry
            {
                Id = id,
                At = now,
                Kind = AuditKind.Audit,
                Decision = AuditDecision.Allow,
                Organisation = finding.Organisation,
                Agreement = finding.Agreement,
                Operation = Raised,
                Datasets = finding.Datasets.Count > 0 ? finding.Datasets : null,
                Reasons = [finding.Kind],
                Previous = finding.Entries.Count > 0 ? finding.Entries[^1] : null,
            },
            transaction);
        LogRaised(finding.Kind, finding.Organisation, id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alarm {Kind} about {Organisation}, audit {Audit}")]
    private partial void LogRaised(string kind, string organisation, string audit);
}
