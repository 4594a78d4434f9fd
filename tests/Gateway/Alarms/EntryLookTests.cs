using Pmo.AuditLog;
using Pmo.AuditLog.Entries;
using Pmo.Gateway.Alarms;

namespace Pmo.Gateway.Tests.Alarms;

public sealed class EntryLookTests
{
    [Theory]
    [InlineData(AuditDecision.Outcome, null, false)]
    [InlineData(AuditDecision.Outcome, "csr-dinsos-2026", true)]
    [InlineData(AuditDecision.Allow, null, true)]
    [InlineData(AuditDecision.Deny, null, true)]
    public void Only_what_came_of_a_call_without_agreement_tells_no_rule_anything(string decision, string? agreement, bool isOfInterest)
    {
        var entry = new AuditEntry
        {
            Id = "id", At = DateTimeOffset.UnixEpoch, Kind = AuditKind.Access, Decision = decision, Agreement = agreement,
            Operation = "\"agreement\":\"decision\":\"outcome\"", Organisation = "csr-01", Status = 200,
        };

        EntryLook.IsOfInterest(EntryBytes.Write(entry)).ShouldBe(isOfInterest);
    }
}
