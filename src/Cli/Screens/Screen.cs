using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;
using Spectre.Console;

namespace Pmo.Cli.Screens;

/// <summary>Data to one writer, everything else to the other. What a gateway says is cleaned before a terminal sees it.</summary>
internal sealed class Screen(TextWriter output, TextWriter error, Language language, bool quiet, bool draws, bool colors)
{
    private const int MostErrors = 20;

    public Language Language { get; } = language;

    /// <summary>Whether progress is drawn.</summary>
    public bool Draws { get; } = draws && !quiet;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Data.</summary>
    public void Print(string line) => Output.WriteLine(line);

    /// <summary>Something worth knowing, unless the user wants quiet.</summary>
    public void Note(string line)
    {
        if (!quiet)
        {
            Error.WriteLine(Plain(line));
        }
    }

    /// <summary>What went wrong.</summary>
    public void Complain(string text, string code) => Error.WriteLine($"pmo: {Plain(text)} [{Plain(code)}]");

    public void Complain(GatewayProblem problem)
    {
        Complain(problem.Detail, problem.Code);
        foreach (var item in (problem.Errors ?? []).Take(MostErrors))
        {
            var where = item switch
            {
                { Line: { } line } => $"line {line}: ",
                { Index: { } index } => $"index {index}: ",
                { Field: { } field } => $"{field}: ",
                _ => "",
            };
            Error.WriteLine(Plain($"  {where}{item.Detail} [{item.Code}]"));
        }

        if (problem.Errors?.Count > MostErrors)
        {
            Error.WriteLine(Language == Language.En ? $"  and {problem.Errors.Count - MostErrors} more" : $"  dan {problem.Errors.Count - MostErrors} lagi");
        }

        if (problem.Audit is { } audit)
        {
            Error.WriteLine(Plain($"  audit: {audit}"));
        }
    }

    /// <summary>A table of data. Piped, it is as wide as its content.</summary>
    public void Print(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colors ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
        });
        if (!colors)
        {
            console.Profile.Width = 400;
        }

        console.Write(table);
    }

    /// <summary>A table with plain lines and these headers.</summary>
    public static Table NewTable(params string[] headers)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(header)).NoWrap());
        }

        return table;
    }

    /// <summary>Adds a row of texts, none of which is taken for markup or for terminal codes.</summary>
    public static void AddRow(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(Plain(c)))]);

    /// <summary>Without control characters, and without a NIK that somebody may have written where none belongs.</summary>
    public static string Plain(string text) =>
        NikScanner.Mask(text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text);
}
