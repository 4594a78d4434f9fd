using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Datasets;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Sessions;
using Pmo.Matching.Uploads.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Time;

namespace Pmo.Matching.Uploads;

internal static class UploadEndpoints
{
    public static void MapUploads(this RouteGroupBuilder v1)
    {
        v1.MapPost("/datasets/{id}/uploads", OpenAsync)
            .Accepts<UploadRequest>("application/json")
            .Produces<UploadOpened>(StatusCodes.Status201Created);
        v1.MapGet("/datasets/{id}/uploads/{upload}", ShowAsync).Produces<UploadState>();
        v1.MapPut("/datasets/{id}/uploads/{upload}/parts/{part:int}", PutPartAsync)
            .Accepts<UploadRow>("application/x-ndjson")
            .Produces<PartReceived>();
        v1.MapPost("/datasets/{id}/uploads/{upload}/commit", CommitAsync).Produces<UploadCommitted>();
    }

    private static async Task<IResult> OpenAsync(
        string id, AcceptedRequest accepted, UploadSessions sessions, UploadStore uploads, TimeProvider time, CancellationToken cancellation)
    {
        var decision = accepted.Decision;
        if (accepted.ReadJson<UploadRequest>(out var failure) is not { } request)
        {
            return new ProblemResult(failure!);
        }

        if ((SessionRules.RefusesOpening(decision, SessionRules.Upload, request.Rows) ?? UploadRules.Refuses(request, time.Today())) is { } refusal)
        {
            return new ProblemResult(refusal);
        }

        var found = await sessions.FindDatasetAsync(id, decision, cancellation);
        if (found.Value is not { } dataset)
        {
            return new ProblemResult(found.Failure!);
        }

        var upload = await uploads.OpenAsync(decision.Session!, dataset.Key, decision.Partner, request, decision.SessionExp!.Value, cancellation);
        if (upload.Partner != decision.Partner || upload.Dataset != dataset.Key || upload.Rows != request.Rows || upload.Mode != request.Mode
            || upload.AsOf != Dataset.WriteDay(request.AsOf))
        {
            return new ProblemResult(SessionErrors.SessionMismatch);
        }

        return TypedResults.Created(
            $"/v1/datasets/{id}/uploads/{upload.Id}", new UploadOpened(upload.Id, upload.ExpiresAt, PartPlan.Count(upload.Rows)));
    }

    private static async Task<IResult> ShowAsync(
        string id, string upload, AcceptedRequest accepted, UploadSessions sessions, UploadStore uploads, TimeProvider time, CancellationToken cancellation)
    {
        var found = await sessions.FindAsync(id, upload, accepted.Decision, cancellation);
        if (found.Failure is { } failure)
        {
            return new ProblemResult(failure);
        }

        var session = found.Value.Upload;
        var received = await uploads.ListPartsAsync(session.Key, cancellation);
        return TypedResults.Ok(new UploadState(
            session.Id,
            id,
            session.State == Upload.Ended ? "expired" : SessionRules.State(session, time.GetUtcNow()),
            session.Rows,
            PartPlan.Count(session.Rows),
            received,
            session.ExpiresAt));
    }

    private static async Task<IResult> PutPartAsync(
        string id, string upload, int part, AcceptedRequest accepted, HttpRequest request, UploadParts parts, CancellationToken cancellation) =>
        (await parts.PutAsync(id, upload, part, accepted, request, cancellation)).ToHttp(TypedResults.Ok);

    private static async Task<IResult> CommitAsync(
        string id, string upload, AcceptedRequest accepted, HttpContext context, UploadCommit commit, CancellationToken cancellation)
    {
        var result = await commit.CommitAsync(id, upload, accepted, cancellation);
        if (result.Value is { } committed)
        {
            context.SetOutcome(committed.Rows, matched: 0);
        }

        return result.ToHttp(TypedResults.Ok);
    }
}
