using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Checks;

/// <summary>Writes the result: the file, and then the summary or the JSON object.</summary>
internal static class CheckReport
{
    /// <summary>The added columns: a contract.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["pmo_status", "pmo_detail", "pmo_note"];

    /// <param name="verb">Where to print.</param>
    /// <param name="list">The list that was checked.</param>
    /// <param name="answer">What the gateway answered.</param>
    /// <param name="target">The result file; null for none, <c>-</c> for standard output.</param>
    /// <param name="force">Overwrites.</param>
    /// <param name="cancel">Stops it; no half file is left.</param>
    public static int Write(Verb verb, CheckedList list, CheckAnswer answer, string? target, bool force, CancellationToken cancel)
    {
        var results = new RowResults(list.Survey, answer, verb.Language);
        if (target is not null && !ListCopy.TryWrite(list.File, target, Addition(list, results, verb.Language), force, out var problem, cancel))
        {
            return verb.Fail(problem, problem.Code == "file_changed" ? ExitCode.InvalidData : ExitCode.Usage);
        }

        if (verb.Json)
        {
            return CheckJson.Write(verb, list, results, answer, cancel);
        }

        if (target == "-")
        {
            verb.Screen.Note(Receipt(answer));
            return ExitCode.Ok;
        }

        Summarise(verb, list, results, answer, target);
        return ExitCode.Ok;
    }

    private static ListAddition Addition(CheckedList list, RowResults results, Language language) => new(
        Columns,
        (row, cells) =>
        {
            var (status, overlaps) = results.Of(row.Row);
            cells[0] = status;
            cells[1] = OverlapText.Of(overlaps, language);
            cells[2] = results.Note(row) ?? "";
        },
        list.Survey.Columns.Nik);

    private static void Summarise(Verb verb, CheckedList list, RowResults results, CheckAnswer answer, string? target)
    {
        var screen = verb.Screen;
        var counts = Screen.NewTable("pmo_status", verb.T("arti", "meaning"), verb.T("baris", "rows"));
        var rows = results.Count();
        foreach (var (status, count) in rows)
        {
            Screen.AddRow(counts, status, CheckTexts.StatusName(status, list.Survey.Columns.Kind).In(verb.Language), count.ToString(CultureInfo.InvariantCulture));
        }

        screen.Print(counts);
        var covered = Screen.NewTable(verb.T("daftar yang diperiksa", "lists looked in"), verb.T("per tanggal", "as of"));
        foreach (var dataset in answer.Covered)
        {
            Screen.AddRow(covered, dataset.Dataset, dataset.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-");
        }

        if (answer.Covered.Count == 0)
        {
            Screen.AddRow(covered, CheckTexts.CoveredNothing().In(verb.Language), "");
        }

        screen.Print(covered);
        if (rows[RowStatus.Withheld] > 0)
        {
            screen.Print($"{RowStatus.Withheld}: {CheckTexts.Withheld().In(verb.Language)}.");
        }

        screen.Print(CheckTexts.NoneIsNotNothing().In(verb.Language));
        screen.Print(CheckTexts.MatchIsNoGround().In(verb.Language));
        screen.Print(verb.T("Bukti: ", "Receipt: ") + Screen.Plain(answer.Receipt));
        if (target is not null)
        {
            screen.Print(verb.T("Hasil: ", "Result: ") + target);
        }
    }

    private static string Receipt(CheckAnswer answer) => "receipt: " + answer.Receipt;
}
