using Pmo.Testing;

namespace Pmo.Identity.Tests;

/// <summary>One running service for the tests of a class, which do not move its clock.</summary>
public sealed class IdentityFixture : IAsyncLifetime
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    internal IdentityHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await IdentityHost.StartAsync(_folder, _key);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _key.Dispose();
        _folder.Dispose();
    }
}
