using System.Globalization;
using Pmo.Cli.Screens;
using Spectre.Console;

namespace Pmo.Cli.Questions;

/// <summary>A table of an answer. A cell is a text, a number (long), or null: withheld.</summary>
/// <param name="Name">Above it.</param>
/// <param name="Threshold">For the mark of what is withheld.</param>
/// <param name="Headers">Of its columns, for people.</param>
/// <param name="Fields">Of its columns, in CSV.</param>
/// <param name="Rows">As many cells each.</param>
internal sealed record QuestionTable(string Name, int? Threshold, string[] Headers, string[] Fields, IReadOnlyList<object?[]> Rows)
{
    private const int Widest = 26;

    public bool IsAnyWithheld => Rows.Any(r => r.Contains(null));

    public string ToCsv() => string.Concat(Rows.Select(row => row.Select(Csv)).Prepend(Fields.Select(Csv)).Select(line => string.Join(',', line) + "\r\n"));

    public void Print(Verb verb)
    {
        if (Rows.Count == 0)
        {
            return;
        }

        var table = Screen.NewTable(Headers).Title(Markup.Escape(Screen.Plain(Name)));
        foreach (var (i, column) in table.Columns.Index())
        {
            column.Padding = new Padding(0, 0, 1, 0); // many columns within 80
            column.Alignment = Rows.Any(r => r[i] is string) ? Justify.Left : Justify.Right;
        }

        var culture = CultureInfo.GetCultureInfo(verb.Language == Client.Messages.Language.En ? "en-US" : "id-ID");
        foreach (var row in Rows)
        {
            Screen.AddRow(table, [.. row.Select(cell => Show(cell, culture))]);
        }

        verb.Screen.Print(table);
    }

    private string Show(object? cell, CultureInfo culture) => cell switch
    {
        null => Threshold is { } threshold ? string.Create(CultureInfo.InvariantCulture, $"<{threshold}") : "-",
        long number => number.ToString("N0", culture),
        string text when text.Length > Widest => text[..(Widest - 1)] + "…",
        _ => (string)cell,
    };

    // Withheld is an empty field; no text here begins with a character that a spreadsheet would take for a formula but a programme's, which is quoted.
    private static string Csv(object? cell)
    {
        var text = cell is long number ? number.ToString(CultureInfo.InvariantCulture) : cell as string ?? "";
        if (text.Length > 0 && cell is string && "=+-@\t".Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
