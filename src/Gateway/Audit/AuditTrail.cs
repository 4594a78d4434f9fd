using System.Data.Common;
using System.Diagnostics;
using Pmo.AuditLog;
using Pmo.Gateway.Access;
using Pmo.Gateway.Api;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Tokens;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Audit;

/// <summary>Writes what becomes of requests into the log. Thread-safe.</summary>
/// <remarks>
/// The caller's proof is used up in the transaction of the decision entry: one wait for the disk instead of two, and no entry for a proof that is refused.
/// </remarks>
internal sealed class AuditTrail(IAuditLog log, Database database, ReplayStore replays, TimeProvider time)
{
    /// <summary>A request that may go on, in the transaction of what it reserves.</summary>
    /// <exception cref="ProofReplayedException">It may not: its proof was used before. The transaction must not be committed.</exception>
    public async Task<string> AllowAsync(CallContext call, DbTransaction transaction)
    {
        await UseProofAsync(call, transaction);
        var entry = Describe(call, AuditDecision.Allow);
        await log.AppendAsync(entry, transaction);
        return entry.Id;
    }

    /// <summary>A request that may go on.</summary>
    /// <exception cref="ProofReplayedException">It may not: its proof was used before.</exception>
    public async Task<string> AllowAsync(CallContext call)
    {
        var entry = Describe(call, AuditDecision.Allow);
        var append = log.Prepare(entry);
        await database.WriteAsync(
            async transaction =>
            {
                await UseProofAsync(call, transaction);
                await append(transaction);
            },
            CancellationToken.None);
        return entry.Id;
    }

    /// <summary>Uses the proof of a request up that gets no entry of its own; nothing if it is used up already.</summary>
    /// <exception cref="ProofReplayedException">It was used before.</exception>
    public Task UseProofAsync(CallContext call) =>
        call.Once is null ? Task.CompletedTask : database.WriteAsync(transaction => UseProofAsync(call, transaction), CancellationToken.None);

    /// <summary>A request that is refused.</summary>
    public async Task<string> DenyAsync(CallContext call, string reason, int status)
    {
        var entry = Describe(call, AuditDecision.Deny) with { Reasons = [reason], Status = status };
        await log.AppendAsync(entry, CancellationToken.None);
        return entry.Id;
    }

    /// <summary>What came of a request that went on, as the service counted it.</summary>
    /// <returns>Appends it, in the transaction of what it settles.</returns>
    public Func<DbTransaction, Task> PrepareOutcome(CallContext call, string previous, ServiceOutcome outcome) => log.Prepare(Describe(call, previous, outcome));

    /// <summary>The policy set that decides from now on.</summary>
    public Task PolicyLoadedAsync(string digest) => PolicyAsync(digest, AuditDecision.Allow, reasons: null);

    /// <summary>Changed agreements that are not valid: the set that was in force stays.</summary>
    /// <param name="digest">Of the files that were refused.</param>
    /// <param name="reasons">Codes of what is wrong with them.</param>
    public Task PolicyRefusedAsync(string digest, IReadOnlyList<string> reasons) => PolicyAsync(digest, AuditDecision.Deny, reasons);

    private async Task UseProofAsync(CallContext call, DbTransaction transaction)
    {
        var once = call.Once;
        call.Once = null;
        if (once is { } id && !await replays.TryTakeAsync(id, transaction))
        {
            throw new ProofReplayedException();
        }
    }

    private Task PolicyAsync(string digest, string decision, IReadOnlyList<string>? reasons)
    {
        var now = AuditId.ToTheMillisecond(time.GetUtcNow());
        return log.AppendAsync(
            new AuditEntry
            {
                Id = AuditId.New(now),
                At = now,
                Kind = AuditKind.Config,
                Decision = decision,
                Operation = "policy-load",
                Reasons = reasons,
                Policy = digest,
            },
            CancellationToken.None);
    }

    private AuditEntry Describe(CallContext call, string previous, ServiceOutcome outcome) => Describe(call, AuditDecision.Outcome) with
    {
        Previous = previous,
        Status = outcome.Status,
        Rows = outcome.Rows ?? call.Facts.Rows,
        Matched = outcome.Matched,
        Charged = outcome.Charged,
        Milliseconds = (long)(time.GetUtcNow() - call.At).TotalMilliseconds,
    };

    private AuditEntry Describe(CallContext call, string decision)
    {
        var now = AuditId.ToTheMillisecond(time.GetUtcNow());
        return new AuditEntry
        {
            Id = AuditId.New(now),
            At = now,
            Kind = call.Call.Kind switch
            {
                CallKind.Operator => AuditKind.Account,
                CallKind.Audit => AuditKind.Audit,
                _ => AuditKind.Access,
            },
            Decision = decision,
            Organisation = call.Caller?.Organisation,
            User = call.Caller?.User,
            Agreement = call.Facts.Agreement,
            Purpose = call.Facts.Purpose,
            Operation = string.IsNullOrEmpty(call.Facts.Operation) ? call.Call.Name : call.Facts.Operation,
            Datasets = call.Facts.Datasets,
            Session = call.Facts.Session,
            Rows = call.Facts.Rows,
            Policy = call.Facts.Policy,
            Case = call.Facts.Case,
            Request = Activity.Current?.TraceId.ToString() ?? call.Http.TraceIdentifier,
            Address = call.Http.Connection.RemoteIpAddress?.ToString(),
        };
    }
}
