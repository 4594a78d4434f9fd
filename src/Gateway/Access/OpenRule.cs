using System.Data.Common;
using Pmo.Agreements;
using Pmo.Gateway.Audit;
using Pmo.Gateway.Idempotency;
using Pmo.Gateway.Idempotency.Storage;
using Pmo.Gateway.Quotas;
using Pmo.Gateway.Sessions;
using Pmo.Gateway.Sessions.Storage;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Access;

/// <summary>
/// Opens a session: agreement and list limits, then, in one transaction, idempotency, quota, session and decision entry.
/// </summary>
internal sealed class OpenRule(
    Database database, IdempotencyTable idempotency, SessionTable sessions, SessionRefunder refunder, AuditTrail trail, HeldLeases leases)
    : IAccessRule
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public async Task<AccessResult> DecideAsync(CallContext call, CancellationToken cancellation)
    {
        if (ListRequest.Read(call, out var failure) is not { } list)
        {
            return failure!;
        }

        if (AgreementHeaders.Read(call, out failure) is not { } headers)
        {
            return failure!;
        }

        var scope = IdempotencyScope.Of(call.Http.Request, call.Caller!.Client, call.Target, out var isValid);
        if (!isValid)
        {
            return CommonErrors.HeaderInvalid.With(PmoHeaders.IdempotencyKey, "1-128 ASCII");
        }

        var operation = SessionOperation.Of(call.Call.Operation);
        var request = new AccessRequest
        {
            Partner = call.Partner,
            Agreement = headers.Agreement,
            Purpose = headers.Purpose,
            Operation = operation.Operation,
            Kind = list.Kind.Name,
            Datasets = list.Datasets,
            Persons = list.Rows,
            At = call.At,
        };
        var policy = call.Policies.Decide(request);
        call.Facts = new AccessFacts
        {
            Agreement = headers.AgreementId,
            Purpose = headers.PurposeCode,
            Operation = call.Call.Operation,
            Datasets = policy.Allowed
                ? policy.Datasets.Select(d => d.Id.Value).ToList()
                : DeniedDatasets.Of(call, headers, operation.Operation, list.Datasets),
            Rows = list.Rows,
            Case = list.Case,
            Policy = policy.PolicyDigest,
        };
        return policy.Allowed
            ? await OpenAsync(call, list with { Kinds = operation.Kinds(call.Policies, request) }, policy, scope, cancellation)
            : AccessErrors.Of(policy.Reason, policy.Detail);
    }

    private async Task<AccessResult> OpenAsync(
        CallContext call, ListRequest list, AccessDecision policy, IdempotencyScope? scope, CancellationToken cancellation)
    {
        var result = await database.WriteAsync<AccessResult>(
            async transaction =>
            {
                var attempt = scope is null ? new IdempotentTry(TryKind.First) : await idempotency.BeginAsync(scope, call.Fingerprint, transaction);
                return attempt.Kind switch
                {
                    TryKind.Differs => IdempotencyErrors.Differs,
                    TryKind.Running => new Failure(IdempotencyErrors.Running, []) { RetryAfterSeconds = 2 },
                    TryKind.Again => await ResumeAsync(call, attempt, scope!),
                    _ => await BeginAsync(call, list, policy, scope, transaction),
                };
            },
            cancellation);
        if (scope is not null && result.Grant is not null)
        {
            leases.Hold(call.Http, scope);
        }

        return result;
    }

    private async Task<AccessResult> ResumeAsync(CallContext call, IdempotentTry attempt, IdempotencyScope scope)
    {
        // In the same transaction's process but on another connection: the row was committed long ago.
        var session = await sessions.FindAsync(attempt.Session!, call.Partner, CancellationToken.None);
        return session is null ? SessionErrors.Unknown : Grant(call, session, [], scope);
    }

    private async Task<AccessResult> BeginAsync(
        CallContext call, ListRequest list, AccessDecision policy, IdempotencyScope? scope, DbTransaction transaction)
    {
        var (readings, exhausted) = await QuotaMeter.ReserveAsync(policy.Quotas, list.Rows, call.At, transaction);
        if (exhausted is not null)
        {
            await QuotaMeter.ReturnAsync(QuotaMeter.Charges(readings, list.Rows), transaction);
            var resets = QuotaWindow.Of(exhausted.Period, call.At).ResetsAt;
            return new Failure(AccessErrors.Of(ReasonCode.QuotaExhausted), []) { RetryAfterSeconds = (int)(resets - call.At).TotalSeconds + 1 };
        }

        var id = SessionId.New();
        call.Facts = call.Facts with { Session = id };
        var session = new Session
        {
            Id = id,
            Partner = call.Partner,
            Agreement = call.Facts.Agreement!,
            Purpose = call.Facts.Purpose!,
            Operation = call.Call.Operation,
            Kind = list.Kind.Name,
            Kinds = list.Kinds,
            Datasets = policy.Datasets.Select(d => new DecidedDataset(d.Id.Value, d.Owner.Value)).ToList(),
            Disclose = policy.Obligations.Disclose.Select(d => d.ToWire()).ToList(),
            Regions = policy.Obligations.Regions,
            Threshold = policy.Obligations.Threshold,
            Epsilon = policy.Obligations.Noise?.Epsilon,
            N = list.Rows,
            State = Session.Open,
            Audit = await trail.AllowAsync(call, transaction),
            Charges = QuotaMeter.Charges(readings, list.Rows),
            IsUsed = false,
            OpenedAt = call.At,
            ExpiresAt = call.At + Life,
        };
        await SessionTable.InsertAsync(session, transaction);
        if (list.Case is { } number)
        {
            await SubjectCases.AddAsync(session, number, transaction);
        }

        if (scope is not null)
        {
            await idempotency.RecordAsync(scope, call.Fingerprint, id, session.Audit, session.ExpiresAt, transaction);
        }

        return Grant(call, session, readings, scope);
    }

    private Grant Grant(CallContext call, Session session, IReadOnlyList<MeterReading> readings, IdempotencyScope? scope)
    {
        call.Facts = call.Facts with { Session = session.Id };
        return new Grant
        {
            Audit = session.Audit,
            Decision = DecisionFactory.Make(call, session.Audit, call.Facts.Policy, session),
            Readings = readings,
            Answered = status => AnsweredAsync(status, session, scope),
        };
    }

    private async Task AnsweredAsync(int status, Session session, IdempotencyScope? scope)
    {
        // Refused by the service for what it says: nothing was opened, so nothing is charged.
        if (status is >= 400 and < 500)
        {
            await refunder.CancelAsync(session, scope);
        }
        else if (scope is not null)
        {
            await idempotency.EndAsync(scope, CancellationToken.None);
        }
    }
}
