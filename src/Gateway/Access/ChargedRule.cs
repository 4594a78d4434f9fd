using System.Data.Common;
using Pmo.Agreements;
using Pmo.Gateway.Audit;
using Pmo.Gateway.Quotas;
using Pmo.Gateway.Quotas.Storage;
using Pmo.Gateway.Sessions;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Access;

/// <summary>
/// A question about persons of an own dataset, charged as a check would be. How many are new is known only to the service, so that what one answer can
/// charge at most is reserved first, as far as it is left, and what it did not charge is given back with the outcome.
/// </summary>
internal sealed class ChargedRule(Database database, AuditTrail trail, Reservations reservations) : IAccessRule
{
    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        if (AgreementHeaders.Read(call, out var failure) is not { } headers)
        {
            return failure!;
        }

        var own = call.Route("dataset") ?? call.Http.Request.Query["register"].ToString();
        var policy = call.Policies.Decide(new AccessRequest
        {
            Partner = call.Partner,
            Agreement = headers.Agreement,
            Purpose = headers.Purpose,
            Operation = Operation.Duplicates,
            At = call.At,
        });
        call.Facts = new AccessFacts
        {
            Agreement = headers.AgreementId,
            Purpose = headers.PurposeCode,
            Operation = call.Call.Operation,
            Datasets = policy.Allowed ? policy.Datasets.Select(d => d.Id.Value).ToList() : DeniedDatasets.Of(call, headers, Operation.Duplicates, own.Length == 0 ? null : [own]),
            Policy = policy.PolicyDigest,
        };
        if (!policy.Allowed)
        {
            return AccessErrors.Of(policy.Reason, policy.Detail);
        }

        return policy.Datasets.Any(d => d.Id.Value == own && d.Owner.Value == call.Partner)
            ? await database.WriteAsync(transaction => GrantAsync(call, headers, policy, transaction), cancellation)
            : AccessErrors.Of(ReasonCode.DatasetNotCovered);
    }

    private async Task<AccessResult> GrantAsync(CallContext call, AgreementHeaders headers, AccessDecision policy, DbTransaction transaction)
    {
        // One at a time: whom a first answer has marked, but may yet give back, would be free in a second.
        if (await ReservationTable.IsOpenAsync(call.Partner, transaction))
        {
            return new Failure(CommonErrors.Busy, []) { RetryAfterSeconds = 1 };
        }

        // More than one answer can charge is not taken from what goes on beside it.
        var others = policy.Datasets.Count(d => d.Owner.Value != call.Partner);
        var most = Math.Min(others * DuplicatesPage.MaxRows, Reservations.Most);
        var (chargeable, readings) = await Reservations.LeftAsync(policy.Quotas, most, call.At, transaction);
        var audit = await trail.AllowAsync(call, transaction);
        var reservation = new Reservation(audit, call.Partner, QuotaMeter.Charges(readings, chargeable ?? 0), call.At);
        var unsettled = await ReservationTable.OpenAsync(reservation, transaction);
        return new Grant
        {
            Audit = audit,
            Readings = readings,
            Decision = DecisionFactory.Make(call, audit, headers, policy) with { Chargeable = chargeable, Unsettled = unsettled },
            Settle = (outcome, inOutcome) => reservations.SettleAsync(call.Http.Response, reservation, unsettled, readings, outcome, inOutcome),
        };
    }
}
