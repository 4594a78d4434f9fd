using System.Text.Json;
using Pmo.Agreements;
using Pmo.Gateway.Audit;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Access;

/// <summary>Makes or closes a dataset: whoever may upload to it owns it.</summary>
internal sealed class DatasetRule(AuditTrail trail, OnceOnly once) : IAccessRule
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        if ((call.Route("dataset") ?? ReadId(call.Body)) is not { } dataset)
        {
            return CommonErrors.Malformed;
        }

        if (AgreementHeaders.Read(call, out var failure) is not { } headers)
        {
            return failure!;
        }

        var policy = call.Policies.Decide(new AccessRequest
        {
            Partner = call.Partner,
            Agreement = headers.Agreement,
            Purpose = headers.Purpose,
            Operation = Operation.Upload,
            Datasets = [dataset],
            At = call.At,
        });
        call.Facts = new AccessFacts
        {
            Agreement = headers.AgreementId,
            Purpose = headers.PurposeCode,
            Operation = call.Call.Name,
            Datasets = DatasetId.TryParse(dataset, out _, out _) ? [dataset] : null,
            Policy = policy.PolicyDigest,
        };
        if (!policy.Allowed)
        {
            return AccessErrors.Of(policy.Reason, policy.Detail);
        }

        var (audit, scope, refused) = await once.BeginAsync(call, call.At + KeyLife, trail, cancellation);
        if (audit is null)
        {
            return refused!;
        }

        return new Grant
        {
            Audit = audit,
            Decision = DecisionFactory.Make(call, audit, policy.PolicyDigest) with
            {
                Agreement = headers.Agreement,
                Purpose = headers.Purpose,
                Datasets = policy.Datasets.Select(d => new DecidedDataset(d.Id.Value, d.Owner.Value)).ToList(),
            },
            Answered = _ => once.EndAsync(scope),
        };
    }

    private static string? ReadId(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<DatasetRequest>(body, ApiJson.Options)?.Id;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
