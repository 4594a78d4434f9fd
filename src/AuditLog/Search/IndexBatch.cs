using System.Data.Common;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Search;

/// <summary>
/// Entries that are to be found, from the start of the chunk that is still open: its sets are made anew from its entries, so none has to be read. Immutable.
/// </summary>
internal sealed class IndexBatch
{
    // A multiple of a chunk, so that what is far behind is read once.
    private const int Most = 4 * ChunkBits.Places;

    private readonly long _next;
    private readonly WordBits _words = new();
    private readonly SortedDictionary<long, List<long>> _times = [];
    private long? _first;
    private long _last;
    private long _erased;

    private IndexBatch(long next) => _next = next;

    /// <summary>Reads and takes apart, beside the writers, what is not found yet; null when all entries below <paramref name="size"/> are.</summary>
    public static async Task<IndexBatch?> ReadAsync(long size, DbConnection connection, CancellationToken cancellation)
    {
        var next = await WordTable.NextAsync(connection);
        if (next >= size)
        {
            return null;
        }

        var batch = new IndexBatch(next);
        using var rows = await EntryTable.OpenAsync(next - (next % ChunkBits.Places), Most, connection, cancellation);
        while (rows.Read())
        {
            batch.Add(rows.Current);
        }

        return batch._first is not null && batch._last >= next ? batch : null;
    }

    /// <summary>Writes it.</summary>
    /// <returns>False when it is no longer as it was read: another replica was first, or details were erased; it is to be read again.</returns>
    public async Task<bool> TakeInAsync(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        if (await WordTable.NextAsync(connection) != _next || await EntryTable.ErasedAsync(_first!.Value, _last, connection) != _erased)
        {
            return false;
        }

        var numbers = await WordTable.NumberAsync(_words.Words, transaction);
        await BitsTable.PutAsync(_words.From(_next).Select(set => (numbers[set.Word], set.Chunk, set.Bits)), transaction);
        await TimesTable.PutAsync(_times.Select(chunk => (chunk.Key, chunk.Value)), transaction);
        await WordTable.AdvanceAsync(EntryTable.After(_last), transaction);
        return true;
    }

    private void Add(RowView row)
    {
        _first ??= row.Seq;
        _last = row.Seq;
        _erased += row.IsErased ? 1 : 0;
        var times = _times.TryGetValue(row.Seq / ChunkBits.Places, out var known) ? known : _times[row.Seq / ChunkBits.Places] = [];
        times.AddRange(Enumerable.Repeat(ChunkTimes.Gap, (int)(row.Seq % ChunkBits.Places) - times.Count));
        times.Add(Math.Max(row.At ?? 0, ChunkTimes.Gap + 1));

        // An entry that was tampered with is found by what is left of it.
        _words.Add(row.Seq, row.Entry.Bytes);
        if (row.Kind.Text() is { } kind)
        {
            _words.Add(row.Seq, EntryWords.Kind(kind));
        }
    }
}
