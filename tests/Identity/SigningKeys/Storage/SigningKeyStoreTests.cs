using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.SigningKeys.Storage;
using Pmo.Testing;

namespace Pmo.Identity.Tests.SigningKeys.Storage;

public sealed class SigningKeyStoreTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Replicas_that_rotate_at_once_announce_one_successor()
    {
        await using var one = await IdentityHost.StartAsync(_folder, _key, _clock);
        await using var two = await IdentityHost.StartAsync(_folder, _key, _clock);
        _clock.Advance(TimeSpan.FromDays(76));

        var stores = new[] { one, two, one, two }.Select(h => h.App.Services.GetRequiredService<SigningKeyStore>()).ToList();
        var made = 0;
        var results = await Task.WhenAll(stores.Select(s => Task.Run(() => s.RotateAsync(
            () => ($"made-{Interlocked.Increment(ref made)}", [1]), revoke: null, TestContext.Current.CancellationToken))));

        made.ShouldBe(1);
        results.ShouldAllBe(keys => keys.Count == 2 && keys[1].Times.Kid == "made-1");
        StoredKeys.Events(_folder).Select(e => e.Action).ShouldBe(["made", "signs", "made", "announced"]);
    }

    [Fact]
    public async Task Every_step_of_a_key_is_one_event_in_order()
    {
        await using var one = await IdentityHost.StartAsync(_folder, _key, _clock);
        await using var two = await IdentityHost.StartAsync(_folder, _key, _clock);
        foreach (var days in (int[])[76, 14, 14])
        {
            _clock.Advance(TimeSpan.FromDays(days));
            await Task.WhenAll(one.Http.GetAsync("/.well-known/jwks.json"), two.Http.GetAsync("/.well-known/jwks.json"));
        }

        var events = StoredKeys.Events(_folder);
        var (first, second) = (events[0].Kid, events[2].Kid);
        first.ShouldNotBe(second);
        events.ShouldBe(
        [
            ("made", first), ("signs", first), ("made", second), ("announced", second), ("retired", first), ("signs", second), ("destroyed", first),
        ]);
    }

#if !POSTGRES // whose first version had times
    [Fact]
    public async Task A_key_of_before_goes_on_signing_until_its_successor_has_been_announced()
    {
        string kid;
        await using (var host = await IdentityHost.StartAsync(_folder, _key, _clock))
        {
            kid = (await host.KidsAsync()).Single();
        }

        // The migration goes by the system's time, in which this key is far older than 90 days.
        StoredKeys.Downgrade(_folder);
        var today = TimeProvider.System.GetUtcNow();
        var clock = new ManualClock(today);
        await using var upgraded = await IdentityHost.StartAsync(_folder, _key, clock);
        (await upgraded.KidsAsync())[0].ShouldBe(kid);
        Kid.Of((await upgraded.AskAsync(upgraded.Form())).Token).ShouldBe(kid);

        clock.Advance(TimeSpan.FromDays(15));
        var kids = await upgraded.KidsAsync();
        kids.Count.ShouldBe(2);
        Kid.Of((await upgraded.AskAsync(upgraded.Form())).Token).ShouldBe(kids[1]);
    }
#endif

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }
}
