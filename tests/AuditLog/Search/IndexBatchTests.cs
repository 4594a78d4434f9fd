using Pmo.AuditLog.Search;

namespace Pmo.AuditLog.Tests.Search;

public sealed class IndexBatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_that_another_replica_took_in_is_not_taken_in_again()
    {
        using var log = await TestLog.NewAsync(3);
        var (first, second) = (await ReadAsync(log), await ReadAsync(log));

        (await log.Database.WriteAsync(first!.TakeInAsync, Token)).ShouldBeTrue();
        (await log.Database.WriteAsync(second!.TakeInAsync, Token)).ShouldBeFalse();
        (await ReadAsync(log)).ShouldBeNull();
    }

    // Else nobody who catches up would come to an end while others append.
    [Fact]
    public async Task What_was_appended_after_the_call_is_left_to_the_next_one()
    {
        using var log = await TestLog.NewAsync(3);
        await log.Database.WriteAsync((await ReadAsync(log))!.TakeInAsync, Token);
        await log.AppendAsync();

        (await log.Database.ReadAsync(c => IndexBatch.ReadAsync(3, c, Token), Token)).ShouldBeNull();
        (await log.Database.ReadAsync(c => IndexBatch.ReadAsync(4, c, Token), Token)).ShouldNotBeNull();
    }

    // Else words of the details would come back.
    [Fact]
    public async Task Details_that_were_erased_after_the_batch_was_read_are_not_taken_in()
    {
        using var log = await TestLog.NewAsync(3);
        var batch = await ReadAsync(log);
        log.Clock.Advance(TimeSpan.FromDays(366 * 6));
        (await log.Log.EraseAsync(TestLog.Months, Token)).ShouldBe(3);

        (await log.Database.WriteAsync(batch!.TakeInAsync, Token)).ShouldBeFalse();
        await new EntryIndex(log.Database).CatchUpAsync(Token);
        log.Query<long>("SELECT count(*) FROM audit_words WHERE word = 'user:officer-7'").ShouldBe(0);
    }

    // Of those that were taken in before and are read again for the sake of their chunk.
    [Fact]
    public async Task Details_erased_from_the_open_chunk_after_the_batch_was_read_do_not_come_back()
    {
        using var log = await TestLog.NewAsync(3);
        var index = new EntryIndex(log.Database);
        await index.CatchUpAsync(Token);
        log.Clock.Advance(TimeSpan.FromDays(366 * 6));
        await log.AppendAsync();
        var batch = await ReadAsync(log);
        await log.Log.EraseAsync(TestLog.Months, Token);

        (await log.Database.WriteAsync(batch!.TakeInAsync, Token)).ShouldBeFalse();
        await index.CatchUpAsync(Token);

        var places = await log.Database.ReadAsync(
            c => PlaceSearch.FindAsync(new EntryQuery(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, [["user:officer-7"]], null, 10), c), Token);
        places.Select(p => p.Seq).ShouldBe([3]);
    }

    // Whoever has the file can leave gaps and end the log at the last of all numbers; the index comes to an end.
    [Fact]
    public async Task Gaps_and_the_last_of_all_numbers_are_taken_in()
    {
        using var log = await TestLog.NewAsync(6);
        log.Tamper("UPDATE audit_entries SET seq = 9223372036854775807, at = -9223372036854775808 WHERE seq = 5");
        log.Tamper("UPDATE audit_entries SET seq = 1000 WHERE seq = 4");
        log.Tamper("DELETE FROM audit_entries WHERE seq = 1");
        var index = new EntryIndex(log.Database);
        await index.CatchUpAsync(Token);

        (await index.BehindAsync(Token)).ShouldBe(0);
        var places = await log.Database.ReadAsync(
            c => PlaceSearch.FindAsync(new EntryQuery(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, [["operation:check"]], null, 10), c), Token);
        places.Select(p => p.Seq).ShouldBe([0, 2, 3, 1000], ignoreOrder: true);
    }

    private static Task<IndexBatch?> ReadAsync(TestLog log) => log.Database.ReadAsync(c => IndexBatch.ReadAsync(long.MaxValue, c, Token), Token);
}
