using System.Data.Common;
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

    [Fact]
    public async Task A_statement_that_is_kept_takes_every_kind_of_value_and_gives_its_number()
    {
        using var test = await TestDatabase.NewAsync();
        (await RunAsync(test, "tëxt", new byte[] { 1, 0, 2 }, long.MaxValue)).ShouldBe(long.MaxValue);
        (await RunAsync(test, "", Array.Empty<byte>(), -1L)).ShouldBe(-1);
        (await RunAsync(test, "", Array.Empty<byte>(), 7L)).ShouldBeNull();
        var rows = await test.Database.ReadAsync(
            c => c.QueryAsync<(string, byte[], long)>("SELECT scope, id, expires_at FROM replays ORDER BY expires_at"), TestContext.Current.CancellationToken);
        rows.Select(r => (r.Item1, Convert.ToHexString(r.Item2), r.Item3)).ShouldBe([("", "", -1), ("tëxt", "010002", long.MaxValue)]);
    }

    [Fact]
    public async Task A_statement_that_is_kept_and_refused_undoes_its_own_write_and_is_fit_for_the_next()
    {
        using var test = await TestDatabase.NewAsync();
        var writes = Enumerable.Range(0, 20).Select(i => Record.ExceptionAsync(() => RunAsync(test, i % 2 == 0 ? "a" : null, BitConverter.GetBytes(i), 0L)).AsTask());
        var failures = await Task.WhenAll(writes);
        failures.Select((failure, i) => failure is null == (i % 2 == 0)).ShouldAllBe(isRight => isRight);
        failures.OfType<Exception>().ShouldAllBe(failure => failure is DbException);
        (await CountAsync(test)).ShouldBe(10);
    }

    private static Task<long?> RunAsync(TestDatabase test, params object?[] values) => test.Database.WriteAsync(
        transaction => test.Database.RunAsync(
            """
            INSERT INTO replays (scope, id, expires_at) SELECT @scope, @id, @until
            WHERE NOT EXISTS (SELECT 1 FROM replays WHERE scope = @scope AND id = @id) RETURNING expires_at
            """,
            values, transaction).AsTask(),
        TestContext.Current.CancellationToken);

    private static Task<long> CountAsync(TestDatabase test) => test.Database.ReadAsync(
        c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays"), TestContext.Current.CancellationToken);
}
