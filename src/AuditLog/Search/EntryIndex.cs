using System.Data.Common;
using System.Runtime.InteropServices;
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

    private const int Batch = 200;

    /// <summary>How many entries are not found yet.</summary>
    public Task<long> BehindAsync(CancellationToken cancellation) => database.ReadAsync(
        async connection => await EntryTable.SizeAsync(connection) - await TermTable.NextAsync(connection), cancellation);

    /// <summary>Takes in what has been appended since.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        while (true)
        {
            // Read and taken apart beside the writers: the write lock is held for what is written.
            var rows = await database.ReadAsync(
                async connection => await EntryTable.ReadAsync(await TermTable.NextAsync(connection), Batch, connection, cancellation), cancellation);
            if (rows.Count == 0)
            {
                return;
            }

            var places = PlacesOf(rows);
            await database.WriteAsync(transaction => TakeInAsync(rows, places, transaction), cancellation);
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
        connection => TermTable.CountAsync(word, other, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), connection), cancellation);

    /// <summary>Why requests were refused within a time: codes, and how often.</summary>
    public Task<IReadOnlyList<(string Reason, long Count)>> CountRefusalsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var counts = new List<(string, long)>();
                var denied = EntryWords.Decision(AuditDecision.Deny);
                foreach (var word in await TermTable.WordsAsync(EntryWords.Reason(""), connection))
                {
                    var count = await TermTable.CountAsync(word, denied, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), connection);
                    counts.Add((word[EntryWords.Reason("").Length..], count));
                }

                return (IReadOnlyList<(string, long)>)counts;
            },
            cancellation);

    /// <summary>Takes an entry whose details are erased from under the words of its details.</summary>
    internal static Task RemoveDetailsAsync(long seq, AuditEntry entry, DbTransaction transaction) =>
        TermTable.RemoveAsync(EntryWords.DetailsOf(entry), new EntryPlace(entry.At.ToUnixTimeMilliseconds(), seq), transaction);

    /// <summary>The places of a query.</summary>
    internal static async Task<IReadOnlyList<EntryPlace>> PlacesAsync(EntryQuery query, DbConnection connection)
    {
        var from = query.From.ToUnixTimeMilliseconds();
        var before = query.After ?? new EntryPlace(query.Until.ToUnixTimeMilliseconds() - 1, long.MaxValue);
        var groups = new List<List<long>>();
        foreach (var words in query.Groups.Count > 0 ? query.Groups : [[EntryWords.Every]])
        {
            groups.Add(await TermTable.NumbersAsync(words, connection));
        }

        // The rarest words lead, so that a rare one beside a common one is found at once.
        var (leading, least) = (groups[0], long.MaxValue);
        foreach (var group in groups.Count > 1 ? groups : [])
        {
            var about = await TermTable.GlanceAsync(group, from, before.At, connection);
            (leading, least) = about < least ? (group, about) : (leading, least);
        }

        var found = new SortedSet<EntryPlace>(Comparer<EntryPlace>.Create((a, b) => b.CompareTo(a)));
        var others = groups.Where(group => group != leading).ToList();
        foreach (var word in leading)
        {
            found.UnionWith(await TermTable.PageAsync(word, others, from, before, query.Most, connection));
        }

        return found.Take(query.Most).ToList();
    }

    private static async Task<IReadOnlyList<LogRow>> FindAsync(EntryQuery query, DbConnection connection, CancellationToken cancellation)
    {
        var rows = new List<LogRow>();
        foreach (var place in await PlacesAsync(query, connection))
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

    private static Dictionary<string, List<long>> PlacesOf(IEnumerable<LogRow> rows)
    {
        var places = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            // An entry that was tampered with is found by what is left of it.
            foreach (var word in EntryBytes.Read(row.Entry) is { } entry ? EntryWords.Of(entry) : [EntryWords.Every, EntryWords.Kind(row.Kind ?? "")])
            {
                ref var under = ref CollectionsMarshal.GetValueRefOrAddDefault(places, word, out _);
                (under ??= []).Add(row.Seq);
            }
        }

        return places;
    }

    /// <returns>False when it is no longer as it was read: another replica was first, or details were erased; it is to be read again.</returns>
    private static async Task<bool> TakeInAsync(List<LogRow> rows, Dictionary<string, List<long>> places, DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        var (first, last) = (rows[0].Seq, rows[^1].Seq);
        if (await TermTable.NextAsync(connection) > first || await EntryTable.ErasedAsync(first, last, connection) != rows.Count(row => row.IsErased))
        {
            return false;
        }

        foreach (var (word, under) in places)
        {
            await TermTable.InsertAsync(await TermTable.NumberAsync(word, transaction), under, transaction);
        }

        await TermTable.AdvanceAsync(last + 1, transaction);
        return true;
    }
}
