using System.CommandLine;
using Pmo.Cli.Screens;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Client.Niks;

namespace Pmo.Cli.Niks;

/// <summary><c>pmo nik FILE</c>: what is wrong with a list's NIKs, line by line. Sends nothing, needs no profile.</summary>
internal static class NikCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("nik", T("periksa NIK sebuah daftar di komputer ini", "validate a list's NIKs on this computer"));
        var file = new Argument<string>("FILE") { Description = T("daftar CSV atau XLSX; - untuk stdin", "CSV or XLSX list; - for stdin") };
        var column = new Option<string?>("--column") { Description = T("nama kolom NIK", "name of the NIK column") };
        var sheet = new Option<string?>("--sheet") { Description = T("nama lembar XLSX", "XLSX sheet name") };
        command.Arguments.Add(file);
        command.Options.Add(column);
        command.Options.Add(sheet);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return Task.FromResult(Run(verb, verb.Required(file), verb.Value(column), verb.Value(sheet), cancel));
        });
        return command;
    }

    private static int Run(Verb verb, string path, string? column, string? sheet, CancellationToken cancel)
    {
        if (verb.OpenList(path, sheet, out var exit, cancel) is not { } list)
        {
            return exit;
        }

        if (!NikColumns.TryFind(list.Headers, column, out var columns, out var problem)
            || !NikSurvey.TryRead(list, columns, out var survey, out problem, cancel)
            || !TryFindProblems(verb, list, survey, out var findings, out problem, cancel))
        {
            return verb.Fail(problem);
        }

        Print(verb, survey, findings);
        if (survey.Stop is { } stop)
        {
            return verb.Fail(stop, ExitCode.InvalidData);
        }

        return survey.Counts.Invalid > 0 ? ExitCode.InvalidData : ExitCode.Ok;
    }

    private static bool TryFindProblems(
        Verb verb, ListFile list, NikSurvey survey, out List<NikFinding> findings, out Message problem, CancellationToken cancel)
    {
        findings = [];
        if (!list.TryRead(out var rows, out problem, cancel))
        {
            return false;
        }

        using (rows)
        {
            while (rows.Next(cancel))
            {
                var verdict = NikJudge.Judge(rows, survey.Columns);
                var shown = verdict.Status == NikStatus.Valid ? verb.ShowNik ? verdict.Nik.Reveal() : verdict.Nik.Masked : null;
                if (verdict.Problem is { } wrong)
                {
                    findings.Add(new NikFinding(rows.Row, rows.Line, "invalid", wrong.Code, wrong.In(verb.Language), shown));
                }

                var odd = survey.Persons.DuplicateOf(rows.Row) is { } duplicate ? verdict.Warnings.Append(duplicate) : verdict.Warnings;
                foreach (var warning in odd)
                {
                    findings.Add(new NikFinding(rows.Row, rows.Line, "warning", warning.Code, warning.In(verb.Language), shown));
                }
            }

            problem = rows.Problem.GetValueOrDefault();
            return rows.Problem is null;
        }
    }

    private static void Print(Verb verb, NikSurvey survey, List<NikFinding> findings)
    {
        var counts = survey.Counts;
        if (verb.Json)
        {
            verb.PrintJson(new NikReport(
                counts.Rows, counts.Valid, counts.Distinct, counts.Invalid, counts.NoNik, counts.Duplicates,
                [.. survey.Warnings.Select(w => w.Code)], findings));
            return;
        }

        foreach (var finding in findings)
        {
            var at = verb.T($"Baris {finding.Line}: ", $"Line {finding.Line}: ");
            var text = finding.Text.StartsWith(at, StringComparison.Ordinal) ? finding.Text : at + finding.Text;

            // The NIK was asked for, or is masked already; the text holds none.
            verb.Screen.Print(Screen.Plain(text) + (finding.Nik is null ? "" : $" [{finding.Nik}]"));
        }

        foreach (var warning in survey.Warnings)
        {
            verb.Screen.Print(warning.In(verb.Language));
        }

        verb.Screen.Print(verb.T(
            $"{counts.Rows} baris: {counts.Valid} sah ({counts.Distinct} orang, {counts.Duplicates} berulang), {counts.Invalid} tidak sah, {counts.NoNik} tanpa NIK.",
            $"{counts.Rows} rows: {counts.Valid} valid ({counts.Distinct} persons, {counts.Duplicates} repeated), {counts.Invalid} invalid, {counts.NoNik} without NIK."));
    }

    private sealed record NikReport(
        int Rows, int Valid, int Persons, int Invalid, int NoNik, int Duplicates, IReadOnlyList<string> Warnings, IReadOnlyList<NikFinding> Findings);

    private sealed record NikFinding(int Row, int Line, string Level, string Code, string Text, string? Nik);
}
