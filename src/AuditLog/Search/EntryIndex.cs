using System.Data.Common;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Search;

/// <summary>
/// Finds entries by their words. Words are written after the entries, in small batches: nobody who appends waits for them. Thread-safe.
/// </summary>
public sealed class EntryIndex(ILogDatabase database)
{
    /// <summary>A reader waits while the index is no further behind than this.</summary>
    public const int Near = 20_000;

    /// <summary>How many entries are not found yet.</summary>
    public Task<long> BehindAsync(CancellationToken cancellation) => database.ReadAsync(
        async connection => await EntryTable.SizeAsync(connection) - await WordTable.NextAsync(connection), cancellation);

    /// <summary>Takes in what had been appended before the call.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        // As far as this and no further: under load there is always something new, and whoever calls has other things to do.
        var size = await database.ReadAsync(EntryTable.SizeAsync, cancellation);

        // Read and taken apart beside the writers: the write lock is held for what is written.
        while (await database.ReadAsync(connection => IndexBatch.ReadAsync(size, connection, cancellation), cancellation) is { } batch)
        {
            await database.WriteAsync(batch.TakeInAsync, cancellation);
        }
    }

    /// <summary>The entries of a query, the newest first.</summary>
    public Task<IReadOnlyList<LogRow>> FindAsync(EntryQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync(connection => FindAsync(query, connection, cancellation), cancellation);
    }

    /// <summary>The entry with an id; null when there is none.</summary>
    public Task<LogRow?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync(
        async connection => await EntryTable.PlaceAsync(id, connection) is { } seq ? await RowAsync(seq, connection, cancellation) : null, cancellation);

    /// <summary>How many entries have both words within a time; <paramref name="until"/> is exclusive.</summary>
    public Task<long> CountAsync(string word, string other, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) => database.ReadAsync(
        async connection => (await PairCount.ReadAsync([word], other, from, until, connection))[0], cancellation);

    /// <summary>Why requests were refused within a time: codes, and how often.</summary>
    public Task<IReadOnlyList<(string Reason, long Count)>> CountRefusalsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var words = await WordTable.BeginningAsync(EntryWords.Reason(""), connection);
                var counts = await PairCount.ReadAsync(words, EntryWords.Decision(AuditDecision.Deny), from, until, connection);
                return (IReadOnlyList<(string, long)>)words.Zip(counts, (word, count) => (word[EntryWords.Reason("").Length..], count)).ToList();
            },
            cancellation);

    /// <summary>Takes entries whose details are erased from under the words of their details.</summary>
    /// <param name="entries">Place, bytes before and what stays of them.</param>
    /// <param name="transaction">The caller's.</param>
    internal static async Task RemoveDetailsAsync(IEnumerable<(long Seq, byte[] Entry, byte[] Kept)> entries, DbTransaction transaction)
    {
        var (before, kept) = (new WordBits(), new WordBits());
        foreach (var entry in entries)
        {
            before.Add(entry.Seq, entry.Entry);
            kept.Add(entry.Seq, entry.Kept);
        }

        var stays = kept.From(0).ToDictionary(set => (set.Word, set.Chunk), set => new ChunkBits(set.Bits));
        var numbers = await WordTable.NumbersAsync(before.Words, transaction.Connection!);
        var gone = from set in before.From(0)
                   where numbers.ContainsKey(set.Word)
                   select (numbers[set.Word], set.Chunk, new ChunkBits(set.Bits).Without(stays.GetValueOrDefault((set.Word, set.Chunk))));
        await BitsTable.RemoveAsync(gone.ToList(), transaction);
        await WordTable.ForgetAsync(transaction);
    }

    private static async Task<IReadOnlyList<LogRow>> FindAsync(EntryQuery query, DbConnection connection, CancellationToken cancellation)
    {
        var rows = new List<LogRow>();
        foreach (var place in await PlaceSearch.FindAsync(query, connection))
        {
            if (await RowAsync(place.Seq, connection, cancellation) is { } row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static async Task<LogRow?> RowAsync(long seq, DbConnection connection, CancellationToken cancellation) =>
        (await EntryTable.ReadAsync(seq, 1, connection, cancellation)).SingleOrDefault(row => row.Seq == seq);
}
