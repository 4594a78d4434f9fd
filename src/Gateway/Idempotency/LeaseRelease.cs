using Pmo.Gateway.Idempotency.Storage;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Idempotency;

/// <summary>At start, before the first request: nothing is under way in a database that only this process uses.</summary>
internal sealed class LeaseRelease(IdempotencyTable table, Database database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        database.Provider == StorageProvider.Sqlite ? table.ReleaseAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
