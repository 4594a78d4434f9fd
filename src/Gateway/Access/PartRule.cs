using Pmo.Gateway.Sessions;
using Pmo.Gateway.Sessions.Storage;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Access;

/// <summary>Evaluate and part calls: they belong to a session, share its decision entry and charge nothing.</summary>
internal sealed class PartRule(SessionRule rule, SessionTable sessions) : IAccessRule
{
    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        var (session, failure) = await rule.ContinueAsync(call, cancellation);
        if (session is null)
        {
            return failure!;
        }

        if (SessionRule.ReadPart(call, session, out failure) is not { } part)
        {
            return failure!;
        }

        var isEvaluation = call.Call.Name == "evaluate";

        // Before it is let through, not after: a crash in between must not make an evaluation free.
        if (isEvaluation && !session.IsUsed && !await sessions.MarkUsedAsync(session.Id, cancellation))
        {
            return SessionErrors.Expired;
        }

        return new Grant
        {
            Audit = session.Audit,
            Decision = DecisionFactory.Make(call, session.Audit, call.Facts.Policy, session) with
            {
                Part = part,
                Kind = isEvaluation ? call.Header(PmoHeaders.Domain) ?? session.Kind : session.Kind,
            },
        };
    }
}
