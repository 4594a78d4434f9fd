using System.Data.Common;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Search;

/// <summary>Finds the places of a query chunk by chunk, those with the newest entries first, in windows that grow: what is common is found in the first.</summary>
internal sealed class PlaceSearch
{
    private const int FirstWindow = 16;
    private const int LargestWindow = SqlList.Most;

    private readonly DbConnection _connection;
    private readonly List<List<long>> _groups = [];
    private readonly long _from;
    private readonly EntryPlace _before;
    private readonly int _most;
    private readonly List<EntryPlace> _found = [];

    private PlaceSearch(EntryQuery query, DbConnection connection)
    {
        (_connection, _most) = (connection, query.Most);
        _from = query.From.ToUnixTimeMilliseconds();
        _before = query.After ?? new EntryPlace(query.Until.ToUnixTimeMilliseconds() - 1, long.MaxValue);
    }

    /// <summary>The places of a query, the newest first.</summary>
    public static async Task<IReadOnlyList<EntryPlace>> FindAsync(EntryQuery query, DbConnection connection)
    {
        var search = new PlaceSearch(query, connection);

        // Small groups lead: what they leave is all that the others are read for.
        foreach (var words in query.Groups.OrderBy(words => words.Count))
        {
            var numbers = await WordTable.NumbersAsync(words.ToList(), connection);
            if (numbers.Count == 0)
            {
                return [];
            }

            search._groups.Add([.. numbers.Values]);
        }

        // The newest chunk may grow meanwhile, past the windows even: it is looked into first, and one that comes after it not at all.
        if (await TimesTable.NewestAsync(connection) is { } newest)
        {
            await search.LookAsync([newest]);
            await search.RunAsync(newest);
        }

        return search._found;
    }

    private async Task RunAsync(long newest)
    {
        var end = new ChunkEnd(long.MaxValue, long.MaxValue);
        for (var size = FirstWindow;; size = Math.Min(2 * size, LargestWindow))
        {
            var window = await TimesTable.WindowAsync(end, newest, _from, _before.At, size, _connection);
            await LookAsync(window.Select(chunk => chunk.Chunk));
            if (window.Count < size)
            {
                return;
            }

            // No later chunk has an entry after this one's last; one of the same time may have a higher place than what is found.
            end = window[^1];
            if (_found.Count == _most && _found[^1].At > end.LastAt)
            {
                return;
            }
        }
    }

    private async Task LookAsync(IEnumerable<long> chunks)
    {
        var left = chunks.ToDictionary(chunk => chunk, _ => ChunkBits.All);
        foreach (var group in _groups)
        {
            var under = await BitsTable.ReadAsync(group, left.Keys, _connection);
            left = under.Select(set => (set.Key, Both: set.Value & left[set.Key])).Where(set => !set.Both.IsEmpty).ToDictionary(set => set.Key, set => set.Both);
            if (left.Count == 0)
            {
                return;
            }
        }

        foreach (var (chunk, times) in await TimesTable.ReadAsync(left.Keys, _connection))
        {
            for (var i = 0; i < times.Count; i++)
            {
                if (left[chunk].Has(i) && times[i] is not ChunkTimes.Gap and var at && at >= _from
                    && new EntryPlace(at, (chunk * ChunkBits.Places) + i) is var place && place < _before)
                {
                    _found.Add(place);
                }
            }
        }

        _found.Sort((a, b) => b.CompareTo(a));
        _found.RemoveRange(Math.Min(_most, _found.Count), Math.Max(0, _found.Count - _most));
    }
}
