using Dapper;
using Microsoft.Data.Sqlite;
using Pmo.Hosting.Storage;

namespace Pmo.Hosting.Tests.Storage;

public sealed class ReaderPoolTests
{
    [Fact]
    public async Task A_connection_is_used_again_as_it_was_set_up()
    {
        using var test = await TestDatabase.NewAsync();
        using var pool = new ReaderPool(test.Database.OpenAsync);
        var first = await pool.TakeAsync(TestContext.Current.CancellationToken);
        pool.Give(first);
        var second = await pool.TakeAsync(TestContext.Current.CancellationToken);
        second.ShouldBeSameAs(first);
        (await second.ExecuteScalarAsync<long>("PRAGMA synchronous")).ShouldBe(2);
        pool.Give(second);
    }

    [Fact]
    public async Task Two_readers_at_once_have_one_each()
    {
        using var test = await TestDatabase.NewAsync();
        using var pool = new ReaderPool(test.Database.OpenAsync);
        var (one, other) = (await pool.TakeAsync(TestContext.Current.CancellationToken), await pool.TakeAsync(TestContext.Current.CancellationToken));
        one.ShouldNotBeSameAs(other);
        pool.Give(one);
        pool.Give(other);
        pool.Idle.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_is_left_within_a_transaction_is_not_used_again()
    {
        using var test = await TestDatabase.NewAsync();
        using var pool = new ReaderPool(test.Database.OpenAsync);
        var connection = await pool.TakeAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("BEGIN DEFERRED");
        pool.Give(connection);
        pool.Idle.ShouldBe(0);
        connection.State.ShouldBe(System.Data.ConnectionState.Closed);
    }

    [Fact]
    public async Task One_that_comes_back_late_is_closed()
    {
        using var test = await TestDatabase.NewAsync();
        var pool = new ReaderPool(test.Database.OpenAsync);
        SqliteConnection connection = await pool.TakeAsync(TestContext.Current.CancellationToken);
        pool.Dispose();
        pool.Give(connection);
        connection.State.ShouldBe(System.Data.ConnectionState.Closed);
    }
}
