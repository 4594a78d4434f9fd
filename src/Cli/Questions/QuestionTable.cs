using System.Globalization;
using Pmo.AuditLog.Export;
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

    /// <summary>Withheld is an empty field.</summary>
    public string ToCsv() => string.Concat(Rows.Prepend(Fields).Select(CsvLine.Of));

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
}
