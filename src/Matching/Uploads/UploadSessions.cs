using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Datasets;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Sessions;
using Pmo.Matching.Uploads.Storage;

namespace Pmo.Matching.Uploads;

/// <summary>Finds the dataset and the upload that a request means, if the decision lets the caller use them. Thread-safe.</summary>
internal sealed class UploadSessions(DatasetStore datasets, UploadStore uploads)
{
    /// <summary>The dataset to upload to: the caller's own, decided, and open.</summary>
    public async Task<Result<Dataset>> FindDatasetAsync(string id, Decision decision, CancellationToken cancellation)
    {
        if (!decision.IsOwnerOf(id))
        {
            return DatasetErrors.NotCovered;
        }

        if (await datasets.FindAsync(id, cancellation) is not { } dataset)
        {
            return CommonErrors.NotFound;
        }

        if (dataset.Owner != decision.Partner)
        {
            return DatasetErrors.OwnerMismatch;
        }

        return dataset.IsClosed ? DatasetErrors.Closed : dataset;
    }

    /// <summary>The caller's upload. Another's, or one of another session or dataset, is not found.</summary>
    public async Task<Result<(Dataset Dataset, Upload Upload)>> FindAsync(string id, string upload, Decision decision, CancellationToken cancellation) =>
        await datasets.FindAsync(id, cancellation) is { } dataset
        && await uploads.FindAsync(upload, cancellation) is { } session
        && session.Dataset == dataset.Key && decision.Reaches(upload, session.Partner)
            ? (dataset, session)
            : CommonErrors.NotFound;
}
