using System.Data.Common;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Search;

/// <summary>Counts entries that have two words each. Thread-safe.</summary>
internal static class PairCount
{
    /// <summary>How many entries have each of some words and another one as well within a time.</summary>
    /// <param name="words">Up to 1,000.</param>
    /// <param name="other">What all must have.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="until">Exclusive.</param>
    /// <param name="connection">The caller's.</param>
    /// <returns>The counts in the order of <paramref name="words"/>.</returns>
    public static async Task<IReadOnlyList<long>> ReadAsync(
        IReadOnlyList<string> words, string other, DateTimeOffset from, DateTimeOffset until, DbConnection connection)
    {
        var numbers = await WordTable.NumbersAsync([.. words, other], connection);
        var counts = new Dictionary<long, long>();
        if (numbers.TryGetValue(other, out var second))
        {
            var (first, end) = (from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
            var asked = words.Where(numbers.ContainsKey).Select(word => numbers[word]);
            await foreach (var (word, places, ats) in BitsTable.PairsAsync(asked, second, first, end, connection))
            {
                counts[word] = counts.GetValueOrDefault(word) + (ats is null ? places.Count : Within(places, new ChunkTimes(ats), first, end));
            }
        }

        return words.Select(word => numbers.TryGetValue(word, out var number) ? counts.GetValueOrDefault(number) : 0).ToList();
    }

    private static int Within(ChunkBits places, ChunkTimes times, long from, long until)
    {
        var count = 0;
        for (var i = 0; i < times.Count; i++)
        {
            count += places.Has(i) && times[i] != ChunkTimes.Gap && times[i] >= from && times[i] < until ? 1 : 0;
        }

        return count;
    }
}
