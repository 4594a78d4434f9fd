using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Pmo.Hosting.Tests.Storage.Sqlite;

/// <summary>What happens to a file while it is written to.</summary>
public sealed class SqliteWriterTests
{
    private const string Insert = "INSERT INTO replays (scope, id, expires_at) VALUES ('test', @id, 0)";

    // However slow the machine: who is to be in one batch is.
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // An error that ends the whole transaction leaves nothing to go back to: nobody in it may be told that it worked.
    [Fact]
    public async Task Disk_that_is_full_fails_everybody_in_the_batch_and_nobody_after()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var (gate, held) = Hold(test);
        var small = test.Database.WriteAsync(t => AddAsync(t, 1), Token);
        var large = test.Database.WriteAsync(
            async t =>
            {
                var pages = await t.Connection!.ExecuteScalarAsync<long>("PRAGMA page_count", transaction: t);
                await t.Connection!.ExecuteAsync($"PRAGMA max_page_count = {pages}", transaction: t);
                await t.Connection!.ExecuteAsync(Insert, new { id = new byte[100_000] }, t);
            },
            Token);
        gate.SetResult();

        (await Should.ThrowAsync<SqliteException>(() => large)).SqliteErrorCode.ShouldBe(SQLitePCL.raw.SQLITE_FULL);
        var isStored = await Record.ExceptionAsync(() => small) is null;
        await Record.ExceptionAsync(() => held);
        (await CountAsync(test)).ShouldBe(isStored ? 1 : 0);
    }

    [Fact]
    public async Task Database_that_was_taken_away_takes_no_more()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        await test.Database.WriteAsync(t => AddAsync(t, 1), Token);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(test.File)!))
        {
            File.Delete(file);
        }

        (await Should.ThrowAsync<SqliteException>(() => test.Database.WriteAsync(t => AddAsync(t, 2), Token))).Message.ShouldContain("gone");
        File.Exists(test.File).ShouldBeFalse();
    }

    // Keeps the batch open, so that those who come meanwhile are in it or wait for it.
    private static (TaskCompletionSource Gate, Task Held) Hold(TestDatabase test)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new TaskCompletionSource();
        var held = test.Database.WriteAsync(
            async _ =>
            {
                running.SetResult();
                await gate.Task;
            },
            Token);
        running.Task.Wait(Token);
        return (gate, held);
    }

    private static Task<int> AddAsync(DbTransaction transaction, int id) =>
        transaction.Connection!.ExecuteAsync(Insert, new { id = BitConverter.GetBytes(id) }, transaction);

    private static Task<long> CountAsync(TestDatabase test) =>
        test.Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays"), Token);
}
