using System.Data.Common;
using System.Globalization;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Tests.Verify;

public sealed class RowScanTests : IAsyncLifetime
{
    private const int Size = 20_000;
    private TestLog _test = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _test = await TestLog.NewAsync();

    public ValueTask DisposeAsync()
    {
        _test.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Rows_of_many_ranges_come_in_order_and_tile_by_tile()
    {
        await FillAsync(_test.Database, Size);
        var blocks = await ScanAsync(_test.Database);

        Places(blocks).ShouldBe(Enumerable.Range(0, Size).Select(i => (long)i));
        blocks.Count.ShouldBe((Size / TilePath.FullWidth) + 1);
        blocks.SkipLast(1).ShouldAllBe(b => b.Root != null && b.Places[0] % TilePath.FullWidth == 0);
    }

    [Fact]
    public async Task Places_that_nobody_could_count_through_are_leapt_over()
    {
        await FillAsync(_test.Database, Size);
        _test.Tamper("UPDATE audit_entries SET seq = -9223372036854775807 WHERE seq = 0");
        _test.Tamper("UPDATE audit_entries SET seq = -5 WHERE seq = 1");
        _test.Tamper("UPDATE audit_entries SET seq = 1152921504606846977 WHERE seq = 2");
        _test.Tamper("UPDATE audit_entries SET seq = 9223372036854775807 WHERE seq = 3");
        _test.Tamper("DELETE FROM audit_entries WHERE seq BETWEEN 1000 AND 18999");

        Places(await ScanAsync(_test.Database)).ShouldBe(
        [
            -long.MaxValue, -5, .. Enumerable.Range(4, 996).Select(i => (long)i), .. Enumerable.Range(19_000, 1000).Select(i => (long)i),
            1_152_921_504_606_846_977, long.MaxValue,
        ]);
    }

    [Fact]
    public async Task Log_without_rows_has_no_blocks() => (await ScanAsync(_test.Database)).ShouldBeEmpty();

    [Fact]
    public async Task Entries_that_are_appended_meanwhile_leave_no_gap()
    {
        await FillAsync(_test.Database, 100);
        var growing = new WatchedDatabase(_test.Database, grows: 4);

        Places(await ScanAsync(growing)).ShouldBe(Enumerable.Range(0, 100 + (4 * Size)).Select(i => (long)i));
        growing.UnderWay.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_stops_leaves_nothing_under_way()
    {
        await FillAsync(_test.Database, Size);
        var watched = new WatchedDatabase(_test.Database, grows: 0);
        await watched.ReadAsync(
            async connection =>
            {
                using var scan = new RowScan(watched, connection);
                await foreach (var _ in scan.BlocksAsync(Stop))
                {
                    break;
                }

                watched.UnderWay.ShouldBe(1, "the connection of this test alone");
                return true;
            },
            Stop);
    }

    private static Task<List<RowBlock>> ScanAsync(ILogDatabase database) => database.ReadAsync(
        async connection =>
        {
            var all = new List<RowBlock>();
            using var scan = new RowScan(database, connection);
            await foreach (var blocks in scan.BlocksAsync(Stop))
            {
                all.AddRange(blocks);
            }

            return all;
        },
        Stop);

    private static IEnumerable<long> Places(IEnumerable<RowBlock> blocks) => blocks.SelectMany(b => b.Places);

    private static Task<bool> FillAsync(ILogDatabase database, int count) => database.WriteAsync(
        async transaction =>
        {
            var prefix = Guid.NewGuid().ToString("N");
            for (var i = 0; i < count; i++)
            {
                await EntryTable.AppendAsync(new LogRow(0, string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"), 0, "access", new byte[EntryBytes.SaltSize], [], new byte[TreeHash.Size]), database, transaction);
            }

            return true;
        },
        Stop);

    /// <summary>Counts reads under way; and after each of the first ones the log has grown.</summary>
    private sealed class WatchedDatabase(ILogDatabase inner, int grows) : ILogDatabase
    {
        private int _grown;
        private int _underWay;

        public int UnderWay => _underWay;

        public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _underWay);
            try
            {
                var result = await inner.ReadAsync(read, cancellation);
                if (typeof(T) == typeof(List<RowBlock>) && Interlocked.Increment(ref _grown) <= grows)
                {
                    await FillAsync(inner, Size);
                }

                return result;
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }

        public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellation) => inner.WriteAsync(write, cancellation);

        public Task AppendAsync(Func<DbTransaction, Task> append, CancellationToken cancellation) => inner.AppendAsync(append, cancellation);

        public ValueTask<long?> RunAsync(string sql, object?[] values, DbTransaction transaction) => inner.RunAsync(sql, values, transaction);
    }
}
