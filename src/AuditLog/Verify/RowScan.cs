using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>Reads all rows in order, and computes what can be told of each by itself: several ranges of places at once, each on a connection of its own.</summary>
/// <param name="database">Where they are.</param>
/// <param name="connection">For looking where there are any; between two steps the caller's.</param>
internal sealed class RowScan(ILogDatabase database, DbConnection connection) : IDisposable
{
    private const long Range = 32 * TilePath.FullWidth;

    /// <summary>Beyond this the disk, or the database's server, has its hands full.</summary>
    private const int MostConnections = 8;

    // Each has buffers that are worth keeping from one range to the next. One whose range failed is not: it holds part of a block.
    private readonly ConcurrentBag<RowHasher> _hashers = [];

    // One range more than there are cores, so that none waits while the caller judges.
    private static readonly int Ahead = Math.Min(Environment.ProcessorCount, MostConnections) + 1;

    /// <summary>Consecutive rows, in blocks of at most one tile; ends when a look behind the last one finds no more.</summary>
    public async IAsyncEnumerable<List<RowBlock>> BlocksAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Several ranges at once only up to what is the last place now: of entries that are appended meanwhile a later range may see the later
        // ones, and an earlier one not the earlier ones.
        for (var from = await EntryTable.NextAsync(long.MinValue, connection); from is not null;)
        {
            var last = await EntryTable.LastAsync(connection) ?? from.Value;
            await foreach (var blocks in BlocksAsync(from.Value, last, cancellation))
            {
                yield return blocks;
            }

            from = last == long.MaxValue ? null : await EntryTable.NextAsync(last + 1, connection);
        }
    }

    private async IAsyncEnumerable<List<RowBlock>> BlocksAsync(long from, long last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var ahead = new Queue<(long Last, Task<List<RowBlock>> Blocks)>();
        try
        {
            for (long? next = from; ahead.Count > 0 || next <= last;)
            {
                while (next <= last && ahead.Count < Ahead)
                {
                    var (begin, end) = (next.Value, Math.Min(last, next.Value | (Range - 1)));
                    ahead.Enqueue((end, Task.Run(() => ReadAsync(begin, end, cancellation), cancellation)));
                    next = end == long.MaxValue ? null : end + 1;
                }

                var (through, reading) = ahead.Peek();
                var blocks = await reading;
                ahead.Dequeue();
                if (blocks.Count > 0)
                {
                    yield return blocks;
                }
                else if (next is not null)
                {
                    // A gap, which may be longer than anyone can count through.
                    var behind = await EntryTable.NextAsync(through + 1, connection);
                    next = behind is null ? null : Math.Max(next.Value, behind.Value);
                }
            }
        }
        finally
        {
            // Whoever stops here gives the database back with nothing under way.
            await ((Task)Task.WhenAll(ahead.Select(range => range.Blocks))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_hashers.TryTake(out var hasher))
        {
            hasher.Dispose();
        }
    }

    private Task<List<RowBlock>> ReadAsync(long from, long last, CancellationToken cancellation) => database.ReadAsync(
        async own =>
        {
            using var rows = await EntryTable.OpenRangeAsync(from, last, own, cancellation);
            var hasher = _hashers.TryTake(out var idle) ? idle : new RowHasher();
            var blocks = RowBlock.ReadAll(rows, hasher);
            _hashers.Add(hasher);
            return blocks;
        },
        cancellation);
}
