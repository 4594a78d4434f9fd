using Pmo.Testing.Postgres;

namespace Pmo.Gateway.Tests;

/// <summary>The services on a PostgreSQL server of the test's own, which it may stop.</summary>
public sealed class OutageStack : Stack
{
    internal PostgresServer Server { get; } = PostgresServer.StartNew();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Server.Dispose();
    }

    /// <inheritdoc/>
    protected override string[] StorageOf(string service) => [$"--Storage:ConnectionString={Server.ConnectionString(service)}"];
}
