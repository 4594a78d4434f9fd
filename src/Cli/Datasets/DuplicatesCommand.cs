using System.CommandLine;
using System.Globalization;
using Pmo.Cli.Checks;
using Pmo.Cli.Screens;
using Pmo.Cli.Questions;
using Pmo.Client.Datasets;
using Pmo.Client.Lists.Writing;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Datasets;

/// <summary><c>pmo dataset duplicates ID</c>: own rows that others serve too, and persons that stand in the dataset more than once.</summary>
internal static class DuplicatesCommand
{
    // With borders 80 columns.
    private const int NameWidth = 24;
    private const int DetailWidth = 32;

    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("duplicates", T("penerima ganda dalam dataset sendiri", "duplicates in an own dataset"));
        var id = new Argument<string>("ID");
        var csv = new Option<string?>("--csv") { Description = T("tulis juga ke berkas CSV", "write a CSV file instead of the table") };
        var force = new Option<bool>("--force") { Description = T("ganti berkas yang sudah ada", "replace a file that is there") };
        var grant = new GrantOptions(language);
        command.Arguments.Add(id);
        foreach (var option in (Option[])[csv, force, grant.Agreement, grant.Purpose])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return RunAsync(verb, verb.Required(id), verb.Value(csv), verb.Value(force), grant, cancel);
        });
        return command;
    }

    private static Task<int> RunAsync(Verb verb, string dataset, string? csv, bool force, GrantOptions options, CancellationToken cancel) =>
        verb.WithGatewayAsync(async gateway =>
        {
            if (csv is not null && File.Exists(csv) && !force)
            {
                return verb.Fail(OutputProblems.Exists(csv), ExitCode.Usage);
            }

            var (grant, exit) = await options.ResolveAsync(verb, gateway, "duplicates", dataset, QuestionTexts.NoGrant("duplicates"), cancel);
            if (grant is null)
            {
                return exit;
            }

            if (!(await new DatasetClient(gateway).AllDuplicatesAsync(dataset, grant, cancel)).TryGet(out var page, out var problem))
            {
                return verb.Fail(problem);
            }

            if (csv is not null && DuplicatesCsv.Write(page, csv, force, verb.Language) is { } unwritable)
            {
                return verb.Fail(unwritable);
            }

            Print(verb, page, hasFile: csv is not null);
            return ExitCode.Ok;
        });

    private static void Print(Verb verb, DuplicatesPage page, bool hasFile)
    {
        if (verb.Json)
        {
            verb.PrintJson(page);
            return;
        }

        if (!hasFile)
        {
            PrintPersons(verb, page);
        }

        var within = page.Persons.Count(p => p.Count > 1);
        verb.Screen.Print(verb.T(
            $"{page.Rows} orang: {page.Matched} juga dilayani pihak lain, {within} lebih dari sekali dalam dataset ini.",
            $"{page.Rows} persons: {page.Matched} served by others too, {within} more than once in this dataset."));
        verb.Screen.Print(verb.T(
            $"Kuota terpakai {page.Charged}. Bukti: {Screen.Plain(page.Receipt)}",
            $"Charged {page.Charged}. Receipt: {Screen.Plain(page.Receipt)}"));
        verb.Screen.Note(verb.T(
            "Kecocokan saja bukan alasan menolak bantuan: periksa dahulu.", "A match alone is no ground to refuse aid: look into it first."));
    }

    /// <summary>A table of them; nothing when there are none.</summary>
    public static void PrintPersons(Verb verb, DuplicatesPage page)
    {
        if (page.Persons.Count == 0)
        {
            return;
        }

        var table = Screen.NewTable(verb.T("ref / baris", "ref / row"), verb.T("baris", "rows"), "status", verb.T("rincian", "detail"));
        foreach (var person in page.Persons)
        {
            Screen.AddRow(
                table,
                Cut(string.Join(", ", person.Rows.Select(r => NameOf(r, verb.Language))), NameWidth),
                person.Count.ToString(CultureInfo.InvariantCulture),
                person.Status,
                Cut(OverlapText.Of(person.Overlaps, verb.Language), DetailWidth));
        }

        verb.Screen.Print(table);
    }

    /// <summary>How the owner knows a row.</summary>
    public static string NameOf(OwnRow row, Language language) =>
        row.Ref ?? string.Create(CultureInfo.InvariantCulture, $"{(language == Language.En ? "row" : "baris")} {row.Row}");

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
