using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Client.Lists;
using Pmo.Client.Niks;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Checks;

/// <summary>What is told of the list before anything is sent.</summary>
internal static class CheckNotes
{
    private const int MostLines = 20;

    /// <summary>Warnings about the whole column, and the first invalid rows with their reasons.</summary>
    public static void Before(Screen screen, ListFile list, NikSurvey survey, CancellationToken cancel)
    {
        foreach (var warning in survey.Warnings)
        {
            screen.Note(warning.In(screen.Language));
        }

        if (survey.Counts.Invalid == 0 || !list.TryRead(out var rows, out _, cancel))
        {
            return;
        }

        using (rows)
        {
            var told = 0;
            while (told < MostLines && rows.Next(cancel))
            {
                if (survey.Persons.StatusOf(rows.Row) == NikStatus.Invalid && NikJudge.Judge(rows, survey.Columns).Problem is { } problem)
                {
                    screen.Note(problem.In(screen.Language));
                    told++;
                }
            }
        }

        if (survey.Counts.Invalid > MostLines)
        {
            screen.Note(CheckTexts.More(survey.Counts.Invalid - MostLines).In(screen.Language));
        }
    }

    /// <summary>Says what would be sent.</summary>
    public static int DryRun(Verb verb, NikSurvey survey)
    {
        var (counts, kind) = (survey.Counts, survey.Columns.Kind);
        if (verb.Json)
        {
            verb.PrintJson(new DryRunAnswer(DryRun: true, counts.Rows, counts.Distinct, counts.Invalid, counts.NoNik, counts.Duplicates));
            return ExitCode.Ok;
        }

        var table = Screen.NewTable(verb.T("baris", "rows"), verb.T("jumlah", "count"));
        foreach (var (name, count) in (ReadOnlySpan<(string, int)>)
        [
            (verb.T("dibaca", "read"), counts.Rows),
            (kind == IdentityKind.Kk ? verb.T("nomor KK sah", "valid family card number") : verb.T("NIK sah", "valid NIK"), counts.Valid),
            (verb.T("berulang", "repeated"), counts.Duplicates),
            (CheckTexts.StatusName(RowStatus.Invalid, kind).In(verb.Language), counts.Invalid),
            (CheckTexts.StatusName(RowStatus.NoNik, kind).In(verb.Language), counts.NoNik),
        ])
        {
            Screen.AddRow(table, name, count.ToString(CultureInfo.InvariantCulture));
        }

        verb.Screen.Print(table);
        verb.Screen.Print(CheckTexts.DryRun(counts.Distinct, kind).In(verb.Language));
        return ExitCode.Ok;
    }

    private sealed record DryRunAnswer(bool DryRun, int Rows, int Checked, int Invalid, int NoNik, int Duplicates);
}
