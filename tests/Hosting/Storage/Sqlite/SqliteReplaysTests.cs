using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage.Sqlite;

public sealed class SqliteReplaysTests
{
    private readonly ManualClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Place_of_one_that_was_undone_is_not_deleted_with_its_time_under_the_one_that_has_it_now()
    {
        using var test = await TestDatabase.NewAsync();
        var store = new ReplayStore(test.Database, _clock);
        await Should.ThrowAsync<IOException>(() => test.Database.WriteAsync<bool>(
            async transaction =>
            {
                (await store.TryTakeAsync(Id("undone", 10), transaction)).ShouldBeTrue();
                throw new IOException();
            },
            Token));
        (await store.TryTakeAsync(Id("long", 60), Token)).ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(11));
        (await store.TryTakeAsync(Id("another", 10), Token)).ShouldBeTrue();
        (await store.TryTakeAsync(Id("long", 60), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_busy_hour_left_goes_little_by_little()
    {
        using var test = await TestDatabase.NewAsync();
        var store = new ReplayStore(test.Database, _clock);
        await store.TryTakeAsync([.. Enumerable.Range(0, 2000).Select(i => Id($"busy-{i}", 1))], Token);
        _clock.Advance(TimeSpan.FromSeconds(10));

        var left = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            (await store.TryTakeAsync(Id($"quiet-{i}", 60), Token)).ShouldBeTrue();
            left.Add(await CountAsync(test));
        }

        left[0].ShouldBeInRange(1000, 1999);
        left[^1].ShouldBe(5);
    }

    [Fact]
    public async Task Empty_table_begins_its_places_anew_and_refuses_all_the_same()
    {
        using var test = await TestDatabase.NewAsync();
        var store = new ReplayStore(test.Database, _clock);
        for (var i = 0; i < 3; i++)
        {
            (await store.TryTakeAsync(Id("a", 1), Token)).ShouldBeTrue();
            (await store.TryTakeAsync(Id("b", 1), Token)).ShouldBeTrue();
            (await store.TryTakeAsync(Id("a", 1), Token)).ShouldBeFalse();
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        (await CountAsync(test)).ShouldBe(2);
    }

    private static Task<long> CountAsync(TestDatabase test) => test.Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays"), Token);

    private ReplayId Id(string id, int seconds) => new("a", id, _clock.GetUtcNow().AddSeconds(seconds));
}
