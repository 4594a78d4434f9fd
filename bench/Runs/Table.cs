namespace Pmo.Bench.Runs;

/// <summary>Rows of text as a Markdown table, so that it can be kept in a README as it was printed.</summary>
/// <param name="textColumns">How many of the first columns hold words; the others hold figures and are set flush right.</param>
internal sealed class Table(int textColumns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; the first is the head. All have the same number of cells.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        if (_rows.Count == 0)
        {
            return "";
        }

        var widths = Enumerable.Range(0, _rows[0].Length).Select(c => _rows.Max(r => r[c].Length)).ToArray();
        var lines = _rows.ConvertAll(r => Line(r.Select((cell, c) => c < textColumns ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))));
        lines.Insert(1, Line(widths.Select((w, c) => c < textColumns ? new string('-', w) : new string('-', w - 1) + ":")));
        return string.Join('\n', lines) + "\n";
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
