using System.Diagnostics;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Cleaning;
using Pmo.Matching.Datasets;
using Pmo.Matching.Sessions;
using Pmo.Matching.Uploads.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;

namespace Pmo.Matching.Uploads;

/// <summary>Commits an upload; a repetition gets the first answer. Thread-safe.</summary>
internal sealed class UploadCommit(UploadSessions sessions, UploadStore store, CleaningSignal cleaning, TimeProvider time, ILogger<UploadCommit> logger)
{
    public async Task<Result<UploadCommitted>> CommitAsync(string id, string uploadId, AcceptedRequest accepted, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var decision = accepted.Decision;
        var found = await sessions.FindAsync(id, uploadId, decision, cancellation);
        if ((found.Failure ?? Refuses(found.Value, accepted)) is { } refusal)
        {
            return refusal;
        }

        var (upload, parts) = await store.CommitAsync(
            found.Value.Upload, decision.Audit, received => received.Count == PartPlan.Count(found.Value.Upload.Rows), cancellation);
        if (!upload.IsCommitted)
        {
            return upload.IsOpen ? SessionRules.RefusesCommit(upload.Rows, parts)! : (Result<UploadCommitted>)SessionErrors.SessionExpired;
        }

        if (found.Value.Upload.IsOpen && upload.Receipt == decision.Audit)
        {
            cleaning.Raise();
            var elapsed = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            logger.UploadCommitted(id, upload.Rows, elapsed);
        }

        return new UploadCommitted(upload.Id, upload.Receipt!, id, upload.Rows, upload.DatasetRows!.Value, Dataset.ReadDay(upload.AsOf));
    }

    private Failure? Refuses((Dataset Dataset, Upload Upload) session, AcceptedRequest accepted)
    {
        if (accepted.Decision.Operation != SessionRules.Upload)
        {
            return SessionErrors.OperationMismatch;
        }

        if (accepted.Body.Length > 0)
        {
            return CommonErrors.Malformed;
        }

        // A repetition is answered as long as the upload is known.
        if (session.Upload.IsCommitted)
        {
            return null;
        }

        if (session.Dataset.IsClosed)
        {
            return DatasetErrors.Closed;
        }

        return session.Upload.IsOpen && session.Upload.ExpiresAt > time.GetUtcNow() ? null : (Failure)SessionErrors.SessionExpired;
    }
}
