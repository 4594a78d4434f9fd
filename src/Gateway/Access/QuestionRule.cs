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
        var datasets = policy.Datasets.Select(d => d.Id.Value).ToList();
        call.Facts = new AccessFacts
        {
            Agreement = headers.AgreementId,
            Purpose = headers.PurposeCode,
            Operation = call.Call.Operation,
            Datasets = policy.Allowed ? datasets : DeniedDatasets.Of(call, headers, OperationOf(call.Call.Operation), named),
            Policy = policy.PolicyDigest,
        };
        if (!policy.Allowed)
        {
            return AccessErrors.Of(policy.Reason, policy.Detail);
        }

        // A register that no permit names is as little covered as any other dataset.
        if (call.Http.Request.Query["register"].FirstOrDefault() is { } register && !datasets.Contains(register, StringComparer.Ordinal))
        {
            return AccessErrors.Of(ReasonCode.DatasetNotCovered);
        }

        var audit = await trail.AllowAsync(call);
        return new Grant { Audit = audit, Decision = DecisionFactory.Make(call, audit, headers, policy) };
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
