using Pmo.Matching.Tests.Hosts;

namespace Pmo.Matching.Tests.Faults;

/// <summary>One service in a process of its own for all tests of a class: it is started again when it was killed, on the same data.</summary>
public sealed class ApartHost : IAsyncLifetime
{
    private MatchingHost? _host;

    internal MatchingHost Host => _host!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _host = await MatchingHost.StartApartAsync("--Snapshots:Every=00:00:00");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
