#if !POSTGRES // a plan of SQLite's; PostgreSQL looks at what the search costs, and comes to the same
using Dapper;
using Pmo.Hosting.Storage;
using Pmo.Matching.Storage;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Tokens;
using Pmo.Matching.Uploads.Storage;

namespace Pmo.Matching.Tests.Uploads.Storage;

public sealed class RecordStoreTests
{
    // Of a batch of 2,000 this is the difference between 10 ms and 1.6 s under the write lock.
    [Fact]
    public async Task Rows_are_deleted_by_one_search_a_pseudonym_and_not_by_one_for_each_of_its_places()
    {
        await using var host = await MatchingHost.StartAsync();
        var plan = await host.Checks.SnapshotAsync(
            async c => (await c.QueryAsync(
                "EXPLAIN QUERY PLAN " + RecordStore.DeleteSql(c),
                new { upload = 1, pseudonyms = new PseudonymList([Pseudonym.Read(new byte[Pseudonym.Size])]), seqs = SqlList.Of([1L, 2L]) }))
                .Select(r => (string)r.detail).ToList(),
            TestContext.Current.CancellationToken);

        plan[0].ShouldEndWith("(upload=? AND pseudonym=?)");
    }
}
#endif
