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
    public async Task An_id_whose_time_is_over_may_be_taken_again_also_between_two_deletions()
    {
        using var test = await TestDatabase.NewAsync();
        var store = new ReplayStore(test.Database, _clock);
        (await TakeAsync(store, "other", 60)).ShouldBeTrue();
        (await TakeAsync(store, "short", 1)).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await TakeAsync(store, "short", 1)).ShouldBeTrue();
        (await TakeAsync(store, "short", 1)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_over_is_deleted_within_seconds()
    {
        using var test = await TestDatabase.NewAsync();
        var store = new ReplayStore(test.Database, _clock);
        for (var i = 0; i < 30; i++)
        {
            (await TakeAsync(store, $"{i}", 1)).ShouldBeTrue();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await test.Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays"), TestContext.Current.CancellationToken))
            .ShouldBeInRange(1, 8);
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
    public async Task Replicas_that_take_turns_refuse_what_the_other_took()
    {
        using var test = await TestDatabase.NewAsync();
        using var replica = TestDatabase.On(test.File);
        var stores = new[] { new ReplayStore(test.Database, _clock), new ReplayStore(replica.Database, _clock) };
        for (var i = 0; i < 20; i++)
        {
            (await TakeAsync(stores[i % 2], $"{i}", 60)).ShouldBeTrue();
            (await TakeAsync(stores[i / 2 % 2], $"{i}", 60)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task An_id_whose_write_was_undone_is_free()
    {
        using var test = await TestDatabase.NewAsync();
        var store = new ReplayStore(test.Database, _clock);
        (await TakeAndFailAsync(test, store, "1")).ShouldBeTrue();
        (await TakeAsync(store, "1", 60)).ShouldBeTrue();
        (await TakeAndFailAsync(test, store, "1")).ShouldBeFalse();
        (await TakeAsync(store, "1", 60)).ShouldBeFalse();
    }

    // Against a list that is nothing but a list: takes, undone takes, restarts and time, in any order.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_id_is_refused_exactly_while_it_is_remembered(ulong seed)
    {
        using var test = await TestDatabase.NewAsync();
        var (dice, taken, store) = (new Dice(seed), new Dictionary<string, DateTimeOffset>(), new ReplayStore(test.Database, _clock));
        for (var i = 0; i < 1500; i++)
        {
            var (id, seconds) = ($"{dice.Next(60)}", 1 + dice.Next(40));
            var isFree = !taken.TryGetValue(id, out var until) || until < _clock.GetUtcNow();
            switch (dice.Next(20))
            {
                case 0:
                    _clock.Advance(TimeSpan.FromSeconds(1 + dice.Next(20)));
                    break;
                case 1:
                    store = new ReplayStore(test.Database, _clock);
                    break;
                case 2 or 3 or 4:
                    (await TakeAndFailAsync(test, store, id)).ShouldBe(isFree, $"{i}");
                    break;
                default:
                    (await TakeAsync(store, id, seconds)).ShouldBe(isFree, $"{i}");
                    taken[id] = isFree ? _clock.GetUtcNow().AddSeconds(seconds) : until;
                    break;
            }
        }
    }

    [Fact]
    public async Task The_id_itself_is_not_stored()
    {
        using var test = await TestDatabase.NewAsync();
        await TakeAsync(test, "a", "an-id-to-look-for");
        var stored = await test.Database.ReadAsync(c => c.ExecuteScalarAsync<byte[]>("SELECT id FROM replays"), TestContext.Current.CancellationToken);
        stored.ShouldBe(System.Security.Cryptography.SHA256.HashData("an-id-to-look-for"u8));
    }

    // Whether it could have been taken; it is not.
    private async Task<bool> TakeAndFailAsync(TestDatabase test, ReplayStore store, string id)
    {
        var isTaken = false;
        await Should.ThrowAsync<IOException>(() => test.Database.WriteAsync<bool>(
            async transaction =>
            {
                isTaken = await store.TryTakeAsync(new ReplayId("a", id, _clock.GetUtcNow().AddSeconds(7)), transaction);
                throw new IOException();
            },
            TestContext.Current.CancellationToken));
        return isTaken;
    }

    private Task<bool> TakeAsync(ReplayStore store, string id, int seconds) =>
        store.TryTakeAsync("a", id, _clock.GetUtcNow().AddSeconds(seconds), TestContext.Current.CancellationToken);

    private Task<bool> TakeAsync(TestDatabase test, string scope, string id) => new ReplayStore(test.Database, _clock)
        .TryTakeAsync(scope, id, _clock.GetUtcNow().AddSeconds(60), TestContext.Current.CancellationToken);
}
