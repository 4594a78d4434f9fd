using Pmo.Gateway.Audit;
using Pmo.Gateway.Policies;
using Pmo.Hosting.Decisions;

namespace Pmo.Gateway.Access;

/// <summary>Reads that need a token and no agreement: keys, one's own datasets and those one may use, the catalog.</summary>
internal sealed class ReadRule(PolicyHolder policies, AuditTrail trail) : IAccessRule
{
    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        var visible = call.Call.Operation is "catalog" or "read" ? Visible(call) : [];
        call.Facts = new AccessFacts
        {
            Operation = call.Call.Name,
            Datasets = call.Route("dataset") is null ? null : visible.Select(d => d.Id).ToList(),
            Policy = policies.Current.Digest,
        };
        var audit = await trail.AllowAsync(call);
        return new Grant
        {
            Audit = audit,
            Decision = DecisionFactory.Make(call, audit, policies.Current.Digest) with { Datasets = visible },
        };
    }

    private List<DecidedDataset> Visible(CallContext call) => policies.Current.GrantsOf(call.Partner, call.At)
        .Select(g => new DecidedDataset(g.Dataset.Value, g.Owner.Value))
        .Where(d => call.Route("dataset") is not { } asked || asked == d.Id)
        .Distinct()
        .ToList();
}
