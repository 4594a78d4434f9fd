using System.Data.Common;
using System.Diagnostics;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Journals;
using Pmo.Matching.Journals.Storage;
using Pmo.Matching.Sessions;
using Pmo.Hosting.Work;
using Pmo.Protocol.Time;

namespace Pmo.Matching.Checks;

/// <summary>Commits a check: works out the answer once and stores it until the session's end; a repetition finds it. Thread-safe.</summary>
internal sealed class CheckCommit(CheckStore store, WorkGate gate, TimeProvider time, ILogger<CheckCommit> logger)
{
    /// <returns>The committed check, whose answer is stored.</returns>
    public async Task<Result<Check>> CommitAsync(Check check, AcceptedRequest accepted, CancellationToken cancellation)
    {
        var decision = accepted.Decision;
        if (decision.Operation != SessionRules.Check)
        {
            return SessionErrors.OperationMismatch;
        }

        if (accepted.Body.Length > 0)
        {
            return CommonErrors.Malformed;
        }

        if (check.ExpiresAt <= time.GetUtcNow())
        {
            return SessionErrors.SessionExpired;
        }

        var scope = CheckScope.Of(check, decision);
        if (scope.Refuses(check.IdentityKind) is { } refusal)
        {
            return refusal;
        }

        return check.IsCommitted ? check : await RunAsync(check, scope, decision, cancellation);
    }

    private async Task<Result<Check>> RunAsync(Check check, CheckScope scope, Decision decision, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        if (SessionRules.RefusesCommit(check.Rows, await store.ListPartsAsync(check.Key, cancellation)) is { } missing)
        {
            // Another commit may have ended between reading the check and its parts.
            return await store.FindAsync(check.Id, cancellation) is { IsCommitted: true } done ? done : missing;
        }

        using var turn = await gate.EnterAsync(check.Partner, cancellation);
        if (turn is null)
        {
            return WorkGate.Busy;
        }

        // Who waited behind another commit of the same check finds it done.
        if (await store.FindAsync(check.Id, cancellation) is { IsCommitted: true } before)
        {
            return before;
        }

        var runner = new CheckRun(store, check, scope, decision.Audit);
        var run = await runner.RunAsync(cancellation);
        if (run.Failure is { } failure)
        {
            return failure;
        }

        var inquiry = Inquiry.Of(decision, scope.Datasets.Select(d => d.Id), time.Today()) with { Kind = check.Kind };
        var committed = await store.CommitAsync(
            check, runner.Attempt, run.Value.Persons, run.Value.Matched, transaction => WriteAsync(transaction, inquiry, check, runner), cancellation);
        var (datasets, elapsed) = (string.Join(',', scope.Datasets.Select(d => d.Id)), (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        if (!committed.IsCommitted)
        {
            return SessionErrors.SessionExpired;
        }

        logger.CheckCommitted(datasets, check.Rows, elapsed);
        return committed;
    }

    private static async Task WriteAsync(DbTransaction transaction, Inquiry inquiry, Check check, CheckRun run)
    {
        var (key, _) = await Journal.OpenAsync(transaction, inquiry);
        if (run.HasStaged)
        {
            await StagedPages.JournalAsync(transaction, check.Key, run.Attempt, key);
        }

        await Journal.AddAsync(transaction, key, run.LastPages);
    }
}
