namespace Pmo.Agreements;

/// <summary>Finds what somebody meant to write.</summary>
internal static class Nearest
{
    private const int LongestCompared = 40;

    /// <summary>
    /// The known word that is one slip away (a letter changed, added, left out or swapped), or two in a word of six letters and more;
    /// null when none is, so that no wild guess is offered.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestCompared)
            return null;
        var lower = word.ToLowerInvariant().Replace('_', '-');
        return known
            .Select(one => (Word: one, Slips: Slips(lower, one)))
            .Where(pair => pair.Slips <= (pair.Word.Length < 6 ? 1 : 2))
            .OrderBy(pair => pair.Slips)
            .Select(pair => pair.Word)
            .FirstOrDefault();
    }

    // Optimal string alignment distance (Damerau 1964): an adjacent swap is one slip.
    private static int Slips(string from, string to)
    {
        var cost = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
                cost[i, j] = i == 0 ? j : j == 0 ? i : Cheapest(from, to, cost, i, j);
        }

        return cost[from.Length, to.Length];
    }

    private static int Cheapest(string from, string to, int[,] cost, int i, int j)
    {
        var same = from[i - 1] == to[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + same);
        var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
    }
}
