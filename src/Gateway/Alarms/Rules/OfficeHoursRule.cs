using System.Globalization;
using Pmo.Agreements;
using Pmo.AuditLog;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>Use of others' data outside office hours, once a day and organisation. What is done with own datasets at night is nobody's business.</summary>
internal sealed class OfficeHoursRule(AlarmOptions options)
{
    public Finding? Look(AuditEntry entry)
    {
        if (entry is not { Kind: AuditKind.Access, Decision: AuditDecision.Allow, Agreement: { } agreement, Organisation: { } organisation }
            || !Vocabulary.TryParse(entry.Operation, out Operation operation) || operation == Operation.Upload || entry.Rows < options.MinimumRows || options.IsOfficeTime(entry.At))
        {
            return null;
        }

        var day = Wib.DateOf(entry.At);
        return new Finding(
            AlarmKind.OfficeHours,
            string.Create(CultureInfo.InvariantCulture, $"{organisation}:{day:O}"),
            organisation,
            new AlarmDetail(Day: day, Persons: entry.Rows),
            [entry.Id]) { Agreement = agreement, Datasets = entry.Datasets ?? [] };
    }
}
