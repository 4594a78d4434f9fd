using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage;

public sealed class ReplayStoreTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task An_id_is_taken_once_in_its_scope()
    {
        using var test = await TestDatabase.NewAsync();
        (await TakeAsync(test, "a", "1")).ShouldBeTrue();
        (await TakeAsync(test, "a", "1")).ShouldBeFalse();
        (await TakeAsync(test, "b", "1")).ShouldBeTrue();
        (await TakeAsync(test, "a", "2")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_id_is_remembered_until_its_time_and_then_forgotten()
    {
        using var test = await TestDatabase.NewAsync();
        (await TakeAsync(test, "a", "1")).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(60));
        (await TakeAsync(test, "a", "1")).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await TakeAsync(test, "a", "2")).ShouldBeTrue();
        (await test.Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays"), TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task A_restart_forgets_nothing()
    {
        using var test = await TestDatabase.NewAsync();
        (await TakeAsync(test, "a", "1")).ShouldBeTrue();
        using var restarted = TestDatabase.On(test.File);
        (await TakeAsync(restarted, "a", "1")).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_50_at_once_on_two_replicas_one_takes_it()
    {
        using var test = await TestDatabase.NewAsync();
        using var replica = TestDatabase.On(test.File);
        var taken = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => TakeAsync(i % 2 == 0 ? test : replica, "a", "1"))));
        taken.Count(t => t).ShouldBe(1);
    }

    [Fact]
    public async Task The_id_itself_is_not_stored()
    {
        using var test = await TestDatabase.NewAsync();
        await TakeAsync(test, "a", "an-id-to-look-for");
        var stored = await test.Database.ReadAsync(c => c.ExecuteScalarAsync<byte[]>("SELECT id FROM replays"), TestContext.Current.CancellationToken);
        stored.ShouldBe(System.Security.Cryptography.SHA256.HashData("an-id-to-look-for"u8));
    }

    private Task<bool> TakeAsync(TestDatabase test, string scope, string id) => new ReplayStore(test.Database, _clock)
        .TryTakeAsync(scope, id, _clock.GetUtcNow().AddSeconds(60), TestContext.Current.CancellationToken);
}
