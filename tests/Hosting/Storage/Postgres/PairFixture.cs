using Pmo.Testing.Postgres;

namespace Pmo.Hosting.Tests.Storage.Postgres;

/// <summary>One primary and its standby for a class, made by the first test that asks; tests leave both running.</summary>
public sealed class PairFixture : IAsyncDisposable
{
    private Task<PostgresPair>? _pair;

    public Task<PostgresPair> StartAsync()
    {
        PostgresServer.Require();
        return _pair ??= PostgresPair.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_pair is not null)
        {
            await (await _pair).DisposeAsync();
        }
    }
}
