using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Keys;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Hosting.Tests.Keys;

public sealed class KeyRingKeeperTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    [Fact]
    public async Task The_next_key_is_made_once_by_all_replicas_and_long_before_it_is_needed()
    {
        await using var one = RingHost.Create(_folder);
        await using var two = RingHost.Create(_folder);
        var start = TimeProvider.System.GetUtcNow();

        (await CountAfterAsync(start + KeyRingKeeper.KeyLife - KeyRingKeeper.Lead - TimeSpan.FromHours(1), one, two)).ShouldBe(1);
        (await CountAfterAsync(start + KeyRingKeeper.KeyLife - KeyRingKeeper.Lead + TimeSpan.FromHours(1), one, two)).ShouldBe(2);
        (await CountAfterAsync(start + KeyRingKeeper.KeyLife, one, two)).ShouldBe(2);
    }

    [Fact]
    public async Task After_a_long_stop_a_key_that_encrypts_at_once_is_made_once()
    {
        await using var one = RingHost.Create(_folder);
        await using var two = RingHost.Create(_folder);
        (await CountAfterAsync(TimeProvider.System.GetUtcNow() + (2 * KeyRingKeeper.KeyLife), one, two)).ShouldBe(2);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(240)]
    public async Task A_replica_whose_clock_is_behind_uses_the_key_of_the_first(double secondsBehind)
    {
        await using var host = RingHost.Create(_folder);
        var made = host.Services.GetRequiredService<IKeyManager>().GetAllKeys().ShouldHaveSingleItem().ActivationDate;
        (await CountAfterAsync(made - TimeSpan.FromSeconds(secondsBehind), host)).ShouldBe(1);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<int> CountAfterAsync(DateTimeOffset now, params RingHost[] hosts)
    {
        await Task.WhenAll(hosts.Select(h => Task.Run(() => h.Services.GetRequiredService<KeyRingKeeper>().KeepAsync(now, TestContext.Current.CancellationToken))));
        return KeyRingRows.Read(RingHost.Database(_folder)).Count;
    }
}
