using System.Globalization;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Work;
using Pmo.Matching.Datasets;
using Pmo.Matching.Duplicates.Storage;
using Pmo.Matching.Journals;
using Pmo.Matching.Questions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Matching.Duplicates;

/// <summary>What a page asks for.</summary>
/// <param name="Dataset">An own one.</param>
/// <param name="Cursor">Of the page before; null for the first.</param>
/// <param name="Limit">Most persons that it lists.</param>
/// <param name="IsUnreached">List not who is served elsewhere too, but to whom nobody delivers; of a register only.</param>
internal sealed record PageRequest(string Dataset, string? Cursor, int Limit, bool IsUnreached = false);

/// <summary>
/// One page of the duplicates of an own dataset. Who uploads a person to learn whether another has them asks about them: it is charged and written down
/// like a check, before anything is told. Thread-safe.
/// </summary>
internal sealed class DuplicateFinder(DuplicateStore store, AskedLedger ledger, DuplicateCursor cursors, WorkGate gate, TimeProvider time)
{
    public async Task<Result<DuplicatesPage>> FindAsync(PageRequest request, Decision decision, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(decision.Partner, cancellation);
        if (turn is null)
        {
            return WorkGate.Busy;
        }

        var read = await store.ReadAsync(
            request.Dataset, decision, (scope, uploads, rows) => RunAsync(request, decision, scope, uploads, rows, cancellation), cancellation);
        if (read.Value is not { } found)
        {
            return read.Failure!;
        }

        var (page, asking) = found;
        var charged = await ledger.ChargeAsync(asking, decision.Chargeable, decision.Unsettled, cancellation);
        return charged.Failure is { } failure ? failure : page with { Charged = charged.Value };
    }

    private async Task<Result<(DuplicatesPage Page, Asking Asking)?>> RunAsync(
        PageRequest request, Decision decision, DuplicateScope scope, VisibleUploads uploads, ServedRows rows, CancellationToken cancellation)
    {
        if (request.IsUnreached && scope.Own.Kind != DatasetRules.Register)
        {
            return QuestionErrors.NotARegister.With(scope.Own.Id);
        }

        var (query, state) = (QueryOf(request, decision, scope), uploads.Fingerprint);
        var start = request.Cursor is null ? default(Result<Tokens.Pseudonym>) : cursors.Read(request.Cursor, query, state);
        if (start.Failure is { } failure)
        {
            return failure;
        }

        var run = new DuplicateRun(scope, uploads, rows, request.Limit, request.IsUnreached);
        var last = await run.RunAsync(request.Cursor is null ? null : start.Value, cancellation);
        var covered = uploads.Snapshot.Covers(scope.Others);
        var page = new DuplicatesPage(
            scope.Own.Id, decision.Audit, uploads.Snapshot.TakenAt, covered, run.Asked.Count, run.Matched.Count, 0, run.Persons,
            last is { } end ? cursors.Write(query, state, end) : null);
        var inquiry = Inquiry.Of(decision, covered.Select(c => c.Dataset), time.Today());
        return (page, new Asking(inquiry, run.Asked, run.Matched, scope.Charged));
    }

    // With another agreement, other regions or other fields it is another question.
    private static string QueryOf(PageRequest request, Decision decision, DuplicateScope scope) => string.Join(
        '\n',
        [
            request.IsUnreached ? "unreached" : "", decision.Partner, decision.Agreement ?? "", decision.Purpose ?? "", scope.Own.Id,
            string.Join(',', decision.Disclose.Order(StringComparer.Ordinal)),
            string.Join(',', scope.Others.Select(d => d.Key.ToString(CultureInfo.InvariantCulture))),
            string.Join(',', decision.Regions?.Only ?? []), string.Join(',', decision.Regions?.Withheld ?? []),
        ]);
}
