using Dapper;

namespace Pmo.Hosting.Tests.Storage;

public sealed class DatabaseTests
{
    private const string Insert = "INSERT INTO replays (scope, id, expires_at) VALUES ('test', @id, 0)";

    [Fact]
    public async Task A_write_that_throws_leaves_nothing()
    {
        using var test = await TestDatabase.NewAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => test.Database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 1 } }, transaction);
                throw new InvalidOperationException();
            },
            TestContext.Current.CancellationToken));
        (await CountAsync(test)).ShouldBe(0);

        // And the writer is free again.
        await test.Database.WriteAsync(
            t => t.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 1 } }, t), TestContext.Current.CancellationToken);
        (await CountAsync(test)).ShouldBe(1);
    }

    [Fact]
    public async Task Readers_see_a_write_when_it_is_committed_and_do_not_wait_for_it()
    {
        using var test = await TestDatabase.NewAsync();
        await test.Database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(Insert, new { id = new byte[] { 1 } }, transaction);
                (await CountAsync(test)).ShouldBe(0);
            },
            TestContext.Current.CancellationToken);
        (await CountAsync(test)).ShouldBe(1);
    }

    [Fact]
    public async Task Read_and_write_back_by_many_at_once_loses_nothing()
    {
        using var test = await TestDatabase.NewAsync();
        using var replica = TestDatabase.On(test.File);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => (i % 2 == 0 ? test : replica).Database.WriteAsync(
            async transaction =>
            {
                var count = await transaction.Connection!.ExecuteScalarAsync<int>("SELECT count(*) FROM replays", transaction: transaction);
                await transaction.Connection!.ExecuteAsync(Insert, new { id = BitConverter.GetBytes(count) }, transaction);
            },
            TestContext.Current.CancellationToken))));
        (await CountAsync(test)).ShouldBe(40);
    }

    private static Task<long> CountAsync(TestDatabase test) => test.Database.ReadAsync(
        c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays"), TestContext.Current.CancellationToken);
}
