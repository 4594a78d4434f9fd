using Pmo.Agreements;
using Pmo.Gateway.Audit;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Access;

/// <summary>Questions about counts: an agreement and a purpose, no session and no quota. What may be counted and told is in the decision.</summary>
internal sealed class QuestionRule(AuditTrail trail) : IAccessRule
{
    private const int MostDatasets = 100;

    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        if (AgreementHeaders.Read(call, out var failure) is not { } headers)
        {
            return failure!;
        }

        var named = Named(call);
        if (named is { Count: 0 or > MostDatasets })
        {
            return CommonErrors.FieldValue.With("datasets", $"1..{MostDatasets}");
        }

        var policy = call.Policies.Decide(new AccessRequest
        {
            Partner = call.Partner,
            Agreement = headers.Agreement,
            Purpose = headers.Purpose,
            Operation = OperationOf(call.Call.Operation),
            Datasets = named,
            At = call.At,
        });
        var datasets = policy.Datasets.Select(d => new DecidedDataset(d.Id.Value, d.Owner.Value)).ToList();
        call.Facts = new AccessFacts
        {
            Agreement = headers.AgreementId,
            Purpose = headers.PurposeCode,
            Operation = call.Call.Operation,
            Datasets = policy.Allowed ? datasets.ConvertAll(d => d.Id) : DeniedDatasets.Of(call, headers, OperationOf(call.Call.Operation), named),
            Policy = policy.PolicyDigest,
        };
        if (!policy.Allowed)
        {
            return AccessErrors.Of(policy.Reason, policy.Detail);
        }

        // A register that no permit names is as little covered as any other dataset.
        if (call.Http.Request.Query["register"].FirstOrDefault() is { } register && datasets.TrueForAll(d => d.Id != register))
        {
            return AccessErrors.Of(ReasonCode.DatasetNotCovered);
        }

        var audit = await trail.AllowAsync(call);
        var obligations = policy.Obligations;
        return new Grant
        {
            Audit = audit,
            Decision = DecisionFactory.Make(call, audit, policy.PolicyDigest) with
            {
                Agreement = headers.Agreement,
                Purpose = headers.Purpose,
                Datasets = datasets,
                Disclose = obligations.Disclose.Select(d => d.ToWire()).ToList(),
                Regions = obligations.Regions.IsEverywhere
                    ? null
                    : new DecidedRegions([.. obligations.Regions.Only.Select(r => r.Value)], [.. obligations.Regions.Withheld.Select(r => r.Value)]),
                Threshold = obligations.Threshold,
                Epsilon = obligations.Noise?.Epsilon,
            },
        };
    }

    /// <summary>The datasets that a call names; null: all that the agreement's permits name.</summary>
    private static List<string>? Named(CallContext call)
    {
        var query = call.Http.Request.Query;
        return call.Call.Operation switch
        {
            "compare" => [.. query["a"].OfType<string>(), .. query["b"].OfType<string>()],
            "overlaps" when query.ContainsKey("datasets") =>
                query["datasets"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList(),
            _ => null,
        };
    }

    private static Operation OperationOf(string wire) => Vocabulary.TryParse(wire, out Operation operation)
        ? operation
        : throw new ArgumentOutOfRangeException(nameof(wire), wire, "Not an operation of the agreements.");
}
