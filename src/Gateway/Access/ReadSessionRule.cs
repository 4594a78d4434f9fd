using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Access;

/// <summary>Reads how far one's own check or upload has come.</summary>
internal sealed class ReadSessionRule(SessionRule rule, AuditTrail trail) : IAccessRule
{
    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        var (session, failure) = await rule.FindAsync(call, cancellation);
        if (session is null)
        {
            return failure!;
        }

        var audit = await trail.AllowAsync(call);
        return new Grant
        {
            Audit = audit,
            Decision = DecisionFactory.Make(call, audit, call.Facts.Policy, session) with { Operation = call.Call.Operation },
        };
    }
}
