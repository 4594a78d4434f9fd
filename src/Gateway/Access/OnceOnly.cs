using Pmo.Gateway.Audit;
using Pmo.Gateway.Idempotency;
using Pmo.Gateway.Idempotency.Storage;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Access;

/// <summary>Idempotency for calls that open no session: a retry keeps the first try's decision entry, by which the service knows it again. Thread-safe.</summary>
internal sealed class OnceOnly(Database database, IdempotencyTable table, HeldLeases leases)
{
    /// <returns>The decision entry, on disk, and the scope to end; or why not.</returns>
    public async Task<(string? Audit, IdempotencyScope? Scope, Failure? Failure)> BeginAsync(
        CallContext call, DateTimeOffset expiresAt, AuditTrail trail, CancellationToken cancellation)
    {
        var scope = IdempotencyScope.Of(call.Http.Request, call.Caller!.Client, call.Target, out var isValid);
        if (!isValid)
        {
            return (null, null, CommonErrors.HeaderInvalid.With(PmoHeaders.IdempotencyKey, "1-128 ASCII"));
        }

        if (scope is null)
        {
            return (await trail.AllowAsync(call), null, null);
        }

        var begun = await database.WriteAsync<(string? Audit, IdempotencyScope? Scope, Failure? Failure)>(
            async transaction =>
            {
                var attempt = await table.BeginAsync(scope, call.Fingerprint, transaction);
                if (attempt.Kind == TryKind.Differs)
                {
                    return (null, scope, IdempotencyErrors.Differs);
                }

                if (attempt.Kind == TryKind.Running)
                {
                    return (null, scope, new Failure(IdempotencyErrors.Running, []) { RetryAfterSeconds = 2 });
                }

                if (attempt.Kind == TryKind.Again)
                {
                    return (attempt.Audit, scope, null);
                }

                var audit = await trail.AllowAsync(call, transaction);
                await table.RecordAsync(scope, call.Fingerprint, session: null, audit, expiresAt, transaction);
                return (audit, scope, null);
            },
            cancellation);
        if (begun.Audit is not null)
        {
            leases.Hold(call.Http, scope);
        }

        return begun;
    }

    public Task EndAsync(IdempotencyScope? scope) => scope is null ? Task.CompletedTask : table.EndAsync(scope, CancellationToken.None);
}
