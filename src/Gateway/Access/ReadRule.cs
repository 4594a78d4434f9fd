using Pmo.Gateway.Audit;
using Pmo.Hosting.Decisions;

namespace Pmo.Gateway.Access;

/// <summary>Reads that need a token and no agreement: keys, one's own datasets and those one may use, the catalog.</summary>
internal sealed class ReadRule(AuditTrail trail) : IAccessRule
{
    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        var visible = call.Call.Operation is "catalog" or "read" ? Visible(call) : [];
        call.Facts = new AccessFacts
        {
            Operation = call.Call.Name,
            Datasets = call.Route("dataset") is null ? null : visible.Select(d => d.Id).ToList(),
            Policy = call.Policies.Digest,
        };
        var audit = await trail.AllowAsync(call);
        return new Grant
        {
            Audit = audit,
            Decision = DecisionFactory.Make(call, audit, call.Policies.Digest) with { Datasets = visible },
        };
    }

    private static List<DecidedDataset> Visible(CallContext call) => call.Policies.GrantsOf(call.Partner, call.At)
        .Select(g => new DecidedDataset(g.Dataset.Value, g.Owner.Value))
        .Where(d => call.Route("dataset") is not { } asked || asked == d.Id)
        .Distinct()
        .ToList();
}
