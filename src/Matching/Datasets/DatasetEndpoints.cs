using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Cleaning;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Sessions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Matching.Datasets;

internal static class DatasetEndpoints
{
    // The Gateway's own question, for those who answer for the agreements.
    private const string Agreements = "agreements";

    public static void MapDatasets(this RouteGroupBuilder v1)
    {
        v1.MapPost("/datasets", CreateAsync).Accepts<DatasetRequest>("application/json").Produces<DatasetInfo>(StatusCodes.Status201Created);
        v1.MapGet("/datasets", ListAsync).Produces<DatasetList>();
        v1.MapGet("/datasets/{id}", ShowAsync).Produces<DatasetInfo>();
        v1.MapDelete("/datasets/{id}", CloseAsync).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> CreateAsync(
        AcceptedRequest accepted, DatasetStore store, TimeProvider time, ILogger<DatasetStore> logger, CancellationToken cancellation)
    {
        var decision = accepted.Decision;
        if (accepted.ReadJson<DatasetRequest>(out var failure) is not { } request)
        {
            return new ProblemResult(failure!);
        }

        Failure? operation = decision.Operation == SessionRules.Upload ? null : (Failure)SessionErrors.OperationMismatch;
        if ((operation ?? DatasetRules.Refuses(request, time.Today())) is { } refusal)
        {
            return new ProblemResult(refusal);
        }

        if (!decision.IsOwnerOf(request.Id))
        {
            return new ProblemResult(DatasetErrors.NotCovered);
        }

        var dataset = await store.CreateAsync(request, decision.Partner, decision.Audit, cancellation);
        if (dataset.Owner != decision.Partner || dataset.Audit != decision.Audit)
        {
            return new ProblemResult(DatasetErrors.Exists);
        }

        logger.DatasetCreated(dataset.Id);
        return TypedResults.Created($"/v1/datasets/{dataset.Id}", dataset.ForOwner());
    }

    private static async Task<IResult> ListAsync(AcceptedRequest accepted, DatasetStore store, CancellationToken cancellation)
    {
        var decision = accepted.Decision;
        var datasets = await store.ListAsync(decision.Datasets.Select(d => d.Id), decision.Partner, cancellation);
        var isRecord = decision.Operation == Agreements;
        return TypedResults.Ok(new DatasetList([.. datasets.Select(d => isRecord ? Record(d, decision) : View(d, decision)).OfType<DatasetInfo>()]));
    }

    private static async Task<IResult> ShowAsync(string id, AcceptedRequest accepted, DatasetStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } dataset && View(dataset, accepted.Decision) is { } info
            ? TypedResults.Ok(info)
            : new ProblemResult(CommonErrors.NotFound);

    private static async Task<IResult> CloseAsync(
        string id, AcceptedRequest accepted, DatasetStore store, CleaningSignal cleaning, ILogger<DatasetStore> logger, CancellationToken cancellation)
    {
        var decision = accepted.Decision;
        if (decision.Operation != SessionRules.Upload)
        {
            return new ProblemResult(SessionErrors.OperationMismatch);
        }

        if (await store.FindAsync(id, cancellation) is not { } dataset || dataset.Owner != decision.Partner)
        {
            return new ProblemResult(CommonErrors.NotFound);
        }

        if (!dataset.IsClosed)
        {
            await store.CloseAsync(dataset.Key, cancellation);
            cleaning.Raise();
            logger.DatasetClosed(dataset.Id);
        }

        return TypedResults.NoContent();
    }

    // What a record of processing says of a dataset (UU 27/2022 art. 31), also of one that is closed.
    private static DatasetInfo? Record(Dataset dataset, Decision decision) =>
        decision.Datasets.Any(d => d.Id == dataset.Id && d.Owner == dataset.Owner) ? dataset.ForRecord() : null;

    private static DatasetInfo? View(Dataset dataset, Decision decision)
    {
        if (dataset.Owner == decision.Partner)
        {
            return dataset.ForOwner();
        }

        // Closed: stays listed to its owner only.
        return !dataset.IsClosed && decision.Datasets.Any(d => d.Id == dataset.Id && d.Owner == dataset.Owner) ? dataset.ForOthers() : null;
    }
}
