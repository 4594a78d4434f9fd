using Pmo.Gateway.Audit;
using Pmo.Gateway.Sessions;
using Pmo.Gateway.Sessions.Storage;

namespace Pmo.Gateway.Access;

/// <summary>Ends a check or an upload, under a decision entry of its own: the caller's receipt.</summary>
internal sealed class CommitRule(SessionRule rule, SessionTable sessions, AuditTrail trail, OnceOnly once) : IAccessRule
{
    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        var (session, failure) = await rule.ContinueAsync(call, cancellation);
        if (session is null)
        {
            return failure!;
        }

        // Tokens of an earlier session fit this one too, so a check may be committed without an evaluation: it is not to be free.
        if (!session.IsUsed && !await sessions.MarkUsedAsync(session.Id, cancellation))
        {
            return SessionErrors.Expired;
        }

        call.Facts = call.Facts with { Rows = session.N };
        var (audit, scope, refused) = await once.BeginAsync(call, session.ExpiresAt, trail, cancellation);
        if (audit is null)
        {
            return refused!;
        }

        return new Grant
        {
            Audit = audit,
            Decision = DecisionFactory.Make(call, audit, call.Facts.Policy, session),
            Answered = async status =>
            {
                if (status < 300)
                {
                    await sessions.MarkCommittedAsync(session.Id, CancellationToken.None);
                }

                await once.EndAsync(scope);
            },
        };
    }
}
