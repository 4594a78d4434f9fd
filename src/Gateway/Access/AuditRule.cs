using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Access;

/// <summary>What data-protection officers do with the log: no agreement is asked for, but the role. What each may see is its scope.</summary>
internal sealed class AuditRule(AuditTrail trail) : IAccessRule
{
    private const string Role = "dpo";

    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        call.Facts = new AccessFacts { Operation = call.Call.Name, Policy = call.Policies.Digest };
        return call.Caller!.Roles.Contains(Role, StringComparer.Ordinal)
            ? new Grant { Audit = await trail.AllowAsync(call) }
            : AccessErrors.RoleRequired.With(Role);
    }
}
