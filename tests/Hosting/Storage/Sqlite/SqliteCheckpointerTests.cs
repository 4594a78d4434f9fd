using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage.Sqlite;

namespace Pmo.Hosting.Tests.Storage.Sqlite;

public sealed class SqliteCheckpointerTests
{
    private const int Page = 4096;
    private const int PagesOfWrite = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_begins_anew_while_writers_never_stop()
    {
        using var test = await NewAsync();

        var longest = await WriteAsync(test, pages: 10 * SqliteCheckpointer.Enough);

        // What is written while it is moved depends on the disk, and a frame of the log is a little longer than its page.
        longest.ShouldBeInRange(SqliteCheckpointer.Enough / 2 * Page, (SqliteCheckpointer.Most + (2 * PagesOfWrite)) * (Page + 24L));
        (await CountAsync(test)).ShouldBe(10 * SqliteCheckpointer.Enough / PagesOfWrite);
    }

    [Fact]
    public async Task Reader_that_holds_an_old_state_holds_up_the_log_and_no_writer()
    {
        using var test = await NewAsync();
        var held = await test.Database.ReadSnapshotAsync(
            async old =>
            {
                var before = await CountAsync(old.Connection!);
                var longest = await WriteAsync(test, pages: 4 * SqliteCheckpointer.Enough);
                (await CountAsync(old.Connection!)).ShouldBe(before);
                return longest;
            },
            Token);

        held.ShouldBeGreaterThan(4L * SqliteCheckpointer.Enough * Page);
        await WriteAsync(test, pages: 8 * SqliteCheckpointer.Enough);

        // Longer than what was held back it does not get: it has begun anew in the same file.
        new FileInfo(test.File + "-wal").Length.ShouldBeLessThan(held + (4L * SqliteCheckpointer.Enough * Page));
        (await CountAsync(test)).ShouldBe(12 * SqliteCheckpointer.Enough / PagesOfWrite);
    }

    [Fact]
    public async Task Nothing_is_left_in_the_log_when_the_database_is_closed()
    {
        using var test = await NewAsync();
        await WriteAsync(test, pages: 2 * SqliteCheckpointer.Enough);
        test.Database.Dispose();
        File.Exists(test.File + "-wal").ShouldBeFalse();
    }

    private static async Task<TestDatabase> NewAsync()
    {
        var test = await TestDatabase.NewAsync();
        await test.Database.WriteAsync(t => t.Connection!.ExecuteAsync("CREATE TABLE bulk (content BLOB NOT NULL)", transaction: t), Token);
        return test;
    }

    // One write after the other, each into its own transaction; the longest that the log ever was.
    private static async Task<long> WriteAsync(TestDatabase test, int pages)
    {
        var (content, longest) = (new byte[PagesOfWrite * Page], 0L);
        for (var i = 0; i < pages / PagesOfWrite; i++)
        {
            await test.Database.WriteAsync(t => t.Connection!.ExecuteAsync("INSERT INTO bulk (content) VALUES (@content)", new { content }, t), Token);
            longest = Math.Max(longest, new FileInfo(test.File + "-wal").Length);
        }

        return longest;
    }

    private static Task<long> CountAsync(TestDatabase test) => test.Database.ReadAsync(CountAsync, Token);

    private static Task<long> CountAsync(DbConnection connection) => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM bulk");
}
