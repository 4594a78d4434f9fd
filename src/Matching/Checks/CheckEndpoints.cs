using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Sessions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Parts;

namespace Pmo.Matching.Checks;

internal static class CheckEndpoints
{
    public static void MapChecks(this RouteGroupBuilder v1)
    {
        v1.MapPost("/checks", OpenAsync).Accepts<CheckRequest>("application/json").Produces<CheckOpened>(StatusCodes.Status201Created);
        v1.MapGet("/checks/{id}", ShowAsync).Produces<CheckState>();
        v1.MapPut("/checks/{id}/parts/{part:int}", PutPartAsync).Accepts<byte[]>("application/octet-stream").Produces<PartReceived>();
        v1.MapPost("/checks/{id}/commit", CommitAsync).Produces<CheckAnswer>();
    }

    private static async Task<IResult> OpenAsync(AcceptedRequest accepted, CheckStore store, CancellationToken cancellation)
    {
        var decision = accepted.Decision;
        if (accepted.ReadJson<CheckRequest>(out var failure) is not { } request)
        {
            return new ProblemResult(failure!);
        }

        var scope = CheckScope.Of(decision);
        Failure? unknown = IdentityKind.TryParse(request.Kind, out var kind) ? null : CommonErrors.FieldValue.With("kind", "nik | kk");
        if ((unknown ?? SessionRules.RefusesOpening(decision, SessionRules.Check, request.Rows) ?? scope.Refuses(kind)) is { } refusal)
        {
            return new ProblemResult(refusal);
        }

        if (decision.Kind is not null && decision.Kind != request.Kind)
        {
            return new ProblemResult(SessionErrors.SessionMismatch);
        }

        var check = await store.OpenAsync(
            new Check
            {
                Id = decision.Session!,
                Partner = decision.Partner,
                Kind = request.Kind,
                Rows = request.Rows,
                Datasets = scope.DatasetsJson,
                Disclose = scope.DiscloseJson,
                Regions = scope.RegionsJson,
                ExpiresAtSeconds = decision.SessionExp!.Value,
            },
            cancellation);
        if (check.Partner != decision.Partner || check.Rows != request.Rows || check.Kind != request.Kind)
        {
            return new ProblemResult(SessionErrors.SessionMismatch);
        }

        return TypedResults.Created($"/v1/checks/{check.Id}", new CheckOpened(check.Id, check.ExpiresAt, PartPlan.Count(check.Rows)));
    }

    private static async Task<IResult> ShowAsync(
        string id, AcceptedRequest accepted, CheckStore store, TimeProvider time, CancellationToken cancellation)
    {
        if (await FindAsync(id, accepted, store, cancellation) is not { } check)
        {
            return new ProblemResult(CommonErrors.NotFound);
        }

        // Nothing is left of an expired check, committed or not.
        var parts = PartPlan.Count(check.Rows);
        var received = check.IsCommitted ? [.. Enumerable.Range(0, parts)] : await store.ListPartsAsync(check.Key, cancellation);
        var state = check.ExpiresAt <= time.GetUtcNow() ? "expired" : check.State;
        return TypedResults.Ok(new CheckState(check.Id, state, check.Rows, parts, received, check.ExpiresAt));
    }

    private static async Task<IResult> PutPartAsync(
        string id, int part, AcceptedRequest accepted, HttpRequest request, CheckStore store, CheckParts parts, CancellationToken cancellation) =>
        await FindAsync(id, accepted, store, cancellation) is { } check
            ? (await parts.PutAsync(check, part, accepted, request, cancellation)).ToHttp(TypedResults.Ok)
            : new ProblemResult(CommonErrors.NotFound);

    private static async Task<IResult> CommitAsync(
        string id, AcceptedRequest accepted, HttpContext context, CheckStore store, CheckCommit commit, CancellationToken cancellation)
    {
        if (await FindAsync(id, accepted, store, cancellation) is not { } check)
        {
            return new ProblemResult(CommonErrors.NotFound);
        }

        var result = await commit.CommitAsync(check, accepted, cancellation);
        if (result.Value is not { } committed)
        {
            return new ProblemResult(result.Failure!);
        }

        // Before the first byte, and the outcome, are out: the session may end, and its answer be destroyed, after the commit.
        if (await store.FindAnswerAsync(committed, cancellation) is not ({ } head, var last))
        {
            return new ProblemResult(SessionErrors.SessionExpired);
        }

        context.SetOutcome(committed.Persons, committed.Matched);
        return TypedResults.Stream(output => CopyAnswerAsync(context, committed, head, last, store, output, cancellation), "application/json");
    }

    private static async Task CopyAnswerAsync(
        HttpContext context, Check check, byte[] head, long last, CheckStore store, Stream output, CancellationToken cancellation)
    {
        await output.WriteAsync(head, cancellation);
        for (var seq = 1; seq <= last; seq++)
        {
            if (await store.ReadAnswerAsync(check, seq, cancellation) is not { } piece)
            {
                // Destroyed meanwhile. What was sent must not look like the whole.
                context.Abort();
                return;
            }

            await output.WriteAsync(piece, cancellation);
        }
    }

    private static async Task<Check?> FindAsync(string id, AcceptedRequest accepted, CheckStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } check && accepted.Decision.Reaches(id, check.Partner) ? check : null;
}
