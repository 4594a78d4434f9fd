using Pmo.Hosting.Decisions;
using Pmo.Hosting.Storage;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Snapshots;

namespace Pmo.Matching.Duplicates.Storage;

/// <summary>Opens the data for one page: all of it as it is at one instant. Thread-safe.</summary>
internal sealed class DuplicateStore(Database database)
{
    /// <summary>Runs <paramref name="read"/> with what the decision lets be seen, perhaps twice; or says why not.</summary>
    public Task<Result<T>> ReadAsync<T>(
        string own, Decision decision, Func<DuplicateScope, VisibleUploads, ServedRows, Task<Result<T>>> read, CancellationToken cancellation) =>
        database.ReadSnapshotAsideAsync(
            async snapshot =>
            {
                var connection = snapshot.Connection!;
                var stored = await DatasetStore.ListAsync(connection, decision.Datasets.Select(d => d.Id), owner: null);
                var scope = DuplicateScope.Of(decision, own, stored);
                if (scope.Value is not { } allowed)
                {
                    return scope.Failure!;
                }

                return await VisibleUploads.ReadAsync(connection, [allowed.Own, .. allowed.Others]) is { } uploads
                    ? await read(allowed, uploads, new ServedRows(connection, uploads.DatasetOf))
                    : SnapshotErrors.None;
            },
            cancellation);
}
