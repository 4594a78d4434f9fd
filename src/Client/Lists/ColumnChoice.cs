using Pmo.Client.Messages;

namespace Pmo.Client.Lists;

/// <summary>Chooses the one column that is meant. Thread-safe.</summary>
public static class ColumnChoice
{
    /// <summary>The column of this name, or, without one, the only column known to hold the field.</summary>
    /// <param name="field">A field of <see cref="ColumnMap"/>, such as <c>nik</c>.</param>
    /// <param name="name">What the user named (<c>--column</c>), compared without case and outer spaces; null to look by known names.</param>
    /// <param name="headers">The list's header.</param>
    /// <param name="column">The 0-based column, when true is returned.</param>
    /// <param name="problem">Else <c>column_not_found</c> or <c>column_ambiguous</c>; header names are shown, NIKs in them masked.</param>
    public static bool TryChoose(string field, string? name, IReadOnlyList<string> headers, out int column, out Message problem)
    {
        var found = name is null ? ColumnMap.Find(field, headers) : Named(name, headers);
        column = found.Count == 1 ? found[0] : -1;
        problem = found.Count switch
        {
            1 => default,
            0 => NotFound(name ?? field, headers),
            _ => Ambiguous(found.Select(i => headers[i])),
        };
        return found.Count == 1;
    }

    private static List<int> Named(string name, IReadOnlyList<string> headers) =>
        [.. Enumerable.Range(0, headers.Count).Where(i => string.Equals(headers[i].Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase))];

    private static Message NotFound(string name, IReadOnlyList<string> headers) => new(
        "column_not_found",
        $"Kolom '{HeaderText.Show(name)}' tidak ditemukan. Kolom yang ada: {HeaderText.Show(headers)}. Sebutkan dengan --column.",
        $"Column '{HeaderText.Show(name)}' not found. The columns are: {HeaderText.Show(headers)}. Name one with --column.");

    private static Message Ambiguous(IEnumerable<string> candidates)
    {
        var shown = HeaderText.Show(candidates);
        return new Message(
            "column_ambiguous",
            $"Lebih dari satu kolom cocok: {shown}. Sebutkan satu dengan --column; nama kolom harus berbeda.",
            $"More than one column fits: {shown}. Name one with --column; column names must differ.");
    }
}
