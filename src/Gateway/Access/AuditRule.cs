using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Access;

/// <summary>What data-protection officers do with the log: no agreement is asked for, but the role. What each may see is its scope.</summary>
internal sealed class AuditRule(AuditTrail trail, OnceOnly once) : IAccessRule
{
    public const string Role = "dpo";
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        call.Facts = new AccessFacts { Operation = call.Call.Name, Policy = call.Policies.Digest };
        if (!call.Caller!.Roles.Contains(Role, StringComparer.Ordinal))
        {
            return AccessErrors.RoleRequired.With(Role);
        }

        if (HttpMethods.IsGet(call.Call.Method))
        {
            return new Grant { Audit = await trail.AllowAsync(call) };
        }

        var (audit, scope, refused) = await once.BeginAsync(call, call.At + KeyLife, trail, cancellation);
        return audit is null ? refused! : new Grant { Audit = audit, Answered = _ => once.EndAsync(scope) };
    }
}
