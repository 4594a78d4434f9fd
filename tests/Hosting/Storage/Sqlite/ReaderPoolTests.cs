using Dapper;
using Microsoft.Data.Sqlite;
using Pmo.Hosting.Storage.Sqlite;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Storage.Sqlite;

public sealed class ReaderPoolTests
{
    [Fact]
    public async Task A_connection_is_used_again_as_it_was_set_up()
    {
        using var folder = new TempDirectory();
        using var engine = new SqliteEngine(folder.File("test.db"));
        using var pool = new ReaderPool(engine.OpenAsync);
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
        using var folder = new TempDirectory();
        using var engine = new SqliteEngine(folder.File("test.db"));
        using var pool = new ReaderPool(engine.OpenAsync);
        var (one, other) = (await pool.TakeAsync(TestContext.Current.CancellationToken), await pool.TakeAsync(TestContext.Current.CancellationToken));
        one.ShouldNotBeSameAs(other);
        pool.Give(one);
        pool.Give(other);
        pool.Idle.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_is_left_within_a_transaction_is_not_used_again()
    {
        using var folder = new TempDirectory();
        using var engine = new SqliteEngine(folder.File("test.db"));
        using var pool = new ReaderPool(engine.OpenAsync);
        var connection = await pool.TakeAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("BEGIN DEFERRED");
        pool.Give(connection);
        pool.Idle.ShouldBe(0);
        connection.State.ShouldBe(System.Data.ConnectionState.Closed);
    }

    [Fact]
    public async Task One_that_comes_back_late_is_closed()
    {
        using var folder = new TempDirectory();
        using var engine = new SqliteEngine(folder.File("test.db"));
        var pool = new ReaderPool(engine.OpenAsync);
        SqliteConnection connection = await pool.TakeAsync(TestContext.Current.CancellationToken);
        pool.Dispose();
        pool.Give(connection);
        connection.State.ShouldBe(System.Data.ConnectionState.Closed);
    }
}
