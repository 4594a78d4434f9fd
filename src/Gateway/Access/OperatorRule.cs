using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Access;

/// <summary>What operators do: no agreement is asked for, but the role.</summary>
internal sealed class OperatorRule(AuditTrail trail, OnceOnly once) : IAccessRule
{
    private const string Role = "operator";
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        call.Facts = new AccessFacts { Operation = call.Call.Name };
        if (!call.Caller!.Roles.Contains(Role, StringComparer.Ordinal))
        {
            return AccessErrors.RoleRequired.With(Role);
        }

        if (HttpMethods.IsGet(call.Call.Method))
        {
            var read = await trail.AllowAsync(call);
            return new Grant { Audit = read, Decision = DecisionFactory.Make(call, read, policy: null) };
        }

        var (audit, scope, refused) = await once.BeginAsync(call, call.At + KeyLife, trail, cancellation);
        return audit is null
            ? refused!
            : new Grant { Audit = audit, Decision = DecisionFactory.Make(call, audit, policy: null), Answered = _ => once.EndAsync(scope) };
    }
}
