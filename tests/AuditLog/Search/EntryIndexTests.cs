using System.Data.Common;
using Dapper;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Search;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Tests.Search;

public sealed class EntryIndexTests
{
    private static readonly string[] Organisations = ["csr-a", "csr-b", "dinsos"];
    private static readonly string[] Datasets = ["pkh", "zakat", "dtsen"];

    [Fact]
    public async Task Finds_what_a_look_at_every_entry_finds_in_pages_of_any_size()
    {
        using var log = await TestLog.NewAsync();
        var all = await FillAsync(log, 400);
        var index = new EntryIndex(log.Database);
        await index.CatchUpAsync(CancellationToken.None);
        (IReadOnlyList<IReadOnlyList<string>> Groups, Func<AuditEntry, bool> Fits)[] queries =
        [
            ([], _ => true),
            ([["org:csr-a"]], e => e.Organisation == "csr-a"),
            ([["org:csr-a"], ["dataset:pkh"], ["decision:deny"]], e => e.Organisation == "csr-a" && e.Datasets!.Contains("pkh") && e.Decision == "deny"),
            ([["org:dinsos", "dataset:pkh", "dataset:dtsen"], ["decision:allow"]],
                e => (e.Organisation == "dinsos" || e.Datasets!.Contains("pkh") || e.Datasets!.Contains("dtsen")) && e.Decision == "allow"),
            ([["org:nobody"]], _ => false),
            ([[]], _ => false),
            ([["org:csr-a"], ["org:csr-b"]], _ => false),
        ];

        foreach (var (groups, fits) in queries)
        {
            foreach (var size in (int[])[1, 7, 500])
            {
                var expected = all.Where(e => fits(e.Entry)).OrderByDescending(e => e.Entry.At).ThenByDescending(e => e.Seq).Select(e => e.Seq);
                (await PagesAsync(index, groups, size)).ShouldBe(expected);
            }
        }
    }

    [Fact]
    public async Task Time_is_from_inclusive_until_exclusive()
    {
        using var log = await TestLog.NewAsync();
        var all = await FillAsync(log, 20);
        var index = new EntryIndex(log.Database);
        await index.CatchUpAsync(CancellationToken.None);
        var (from, until) = (all[5].Entry.At, all[15].Entry.At);

        var rows = await index.FindAsync(new EntryQuery(from, until, [], After: null, 100), CancellationToken.None);

        rows.Select(r => r.Seq).ShouldBe(all.Where(e => e.Entry.At >= from && e.Entry.At < until).OrderByDescending(e => e.Entry.At).ThenByDescending(e => e.Seq).Select(e => e.Seq));
    }

    // Entries of a version that had no index are found after the start, whatever their number.
    [Fact]
    public async Task Entries_from_before_the_index_are_taken_in()
    {
        using var log = await TestLog.NewAsync(1203);
        var index = new EntryIndex(log.Database);

        (await index.BehindAsync(CancellationToken.None)).ShouldBe(1203);
        await index.CatchUpAsync(CancellationToken.None);

        (await index.BehindAsync(CancellationToken.None)).ShouldBe(0);
        (await PagesAsync(index, [["org:csr-nusantara"]], 1000)).Count.ShouldBe(1203);
    }

    [Fact]
    public async Task Erased_entry_is_found_by_what_stays_and_not_by_its_details()
    {
        using var log = await TestLog.NewAsync(2);
        var index = new EntryIndex(log.Database);
        await index.CatchUpAsync(CancellationToken.None);
        log.Clock.Advance(TimeSpan.FromDays(6 * 366));
        (await log.Log.EraseAsync(TestLog.Months, CancellationToken.None)).ShouldBe(2);
        await index.CatchUpAsync(CancellationToken.None);

        (await PagesAsync(index, [["user:officer-7"]], 10)).ShouldBeEmpty();
        (await PagesAsync(index, [["org:csr-nusantara"], ["operation:check"]], 10)).ShouldBe([1, 0], ignoreOrder: true);
        log.Query<long>("SELECT count(*) FROM audit_words WHERE word = 'user:officer-7'").ShouldBe(0);
        await log.SealAsync();
        (await log.VerifyAsync()).ShouldBeSound(3);
    }

    [Fact]
    public async Task Damaged_entry_is_still_found()
    {
        using var log = await TestLog.NewAsync(2);
        log.Tamper("UPDATE audit_entries SET entry = x'7b' WHERE seq = 1");
        var index = new EntryIndex(log.Database);
        await index.CatchUpAsync(CancellationToken.None);

        (await PagesAsync(index, [], 10)).Order().ShouldBe([0, 1]);
    }

    // On a million entries only an index answers in time: no table is walked through, and nothing is sorted.
#if !POSTGRES // as SQLite tells its plan
    [Fact]
    public async Task Plan_of_a_window_is_a_search_in_an_index_that_holds_all_it_asks_for()
    {
        var plan = await PlanAsync(TimesTable.WindowSql, new { at = 9L, chunk = 9L, from = 0L, to = 9L, newest = 9L, most = 9 });

        plan.ShouldHaveSingleItem().ShouldStartWith("SEARCH audit_times USING COVERING INDEX audit_times_newest (last_at>? AND last_at<?)");
    }

    [Fact]
    public async Task Plan_of_the_places_under_words_is_a_search_in_the_index()
    {
        var plan = await PlanAsync(BitsTable.ReadSql, new { words = SqlList.Of([1L, 2L]), chunks = SqlList.Of([3L, 4L]) });

        plan.Where(line => line.Contains("audit_bits", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldBe("SEARCH audit_bits USING PRIMARY KEY (word=? AND chunk=?)");
    }

    // What the public page counts, over a year of entries.
    [Fact]
    public async Task Plan_of_a_count_is_searches_in_indexes()
    {
        var plan = await PlanAsync(BitsTable.PairsSql, new { words = SqlList.Of([1L, 2L]), other = 3L, from = 0L, until = 9L });

        plan[0].ShouldContain("SEARCH t USING INDEX audit_times_newest (last_at>?)");
        plan.Where(line => line.EndsWith("USING PRIMARY KEY (word=? AND chunk=?)", StringComparison.Ordinal)).Select(line => line[..8]).ShouldBe(["SEARCH o", "SEARCH b"]);
    }

    private static async Task<List<string>> PlanAsync(string sql, object parameters)
    {
        using var log = await TestLog.NewAsync(5);
        return await log.Database.ReadAsync(
            async c => (await c.QueryAsync("EXPLAIN QUERY PLAN " + sql, parameters)).Select(r => (string)r.detail).ToList(), CancellationToken.None);
    }
#endif

    private static async Task<List<(long Seq, AuditEntry Entry)>> FillAsync(TestLog log, int count)
    {
        var all = new List<(long, AuditEntry)>();
        for (var i = 0; i < count; i++)
        {
            // The clock jumps back now and then: the order of answers is that of time, then of the log.
            log.Clock.Advance(TimeSpan.FromSeconds(i % 10 == 9 ? -5 : i % 3));
            var entry = log.NewEntry(Organisations[i % 3]) with
            {
                Datasets = [.. Datasets.Take(1 + (i % 3))], Decision = i % 5 == 0 ? AuditDecision.Deny : AuditDecision.Allow,
                Reasons = i % 5 == 0 ? ["no_agreement", "list_too_long"] : null,
            };
            await log.Log.AppendAsync(entry, CancellationToken.None);
            all.Add((i, entry));
        }

        return all;
    }

    private static async Task<List<long>> PagesAsync(EntryIndex index, IReadOnlyList<IReadOnlyList<string>> groups, int size)
    {
        var (found, after) = (new List<long>(), default(EntryPlace?));
        while (true)
        {
            var rows = await index.FindAsync(
                new EntryQuery(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, groups, after, size), CancellationToken.None);
            found.AddRange(rows.Select(r => r.Seq));
            if (rows.Count < size)
            {
                return found;
            }

            after = new EntryPlace(rows[^1].At!.Value, rows[^1].Seq);
        }
    }
}
