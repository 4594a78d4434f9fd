using System.Diagnostics.CodeAnalysis;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Niks;

/// <summary>The first pass over a list: its persons, its counts, and whether its NIK column can be trusted at all.</summary>
public sealed class NikSurvey
{
    private NikSurvey(NikColumns columns, PersonIndex persons, NikCounts counts, Message? stop, IReadOnlyList<Message> warnings)
    {
        Columns = columns;
        Persons = persons;
        Counts = counts;
        Stop = stop;
        Warnings = warnings;
    }

    /// <summary>The columns to judge rows by in later passes.</summary>
    public NikColumns Columns { get; }

    /// <summary>The distinct persons and every row's place among them.</summary>
    public PersonIndex Persons { get; }

    /// <summary>How many rows are what.</summary>
    public NikCounts Counts { get; }

    /// <summary>Why nothing may be sent: <c>nik_excel_cut</c> or <c>no_valid_nik</c>; null when the list can be checked.</summary>
    public Message? Stop { get; }

    /// <summary>What is odd about the column as a whole: <c>kk_in_nik_column</c>.</summary>
    public IReadOnlyList<Message> Warnings { get; }

    /// <summary>Reads the whole list, twice where its NIKs are numbers that turn out to be whole.</summary>
    /// <param name="list">The list.</param>
    /// <param name="columns">Where to look.</param>
    /// <param name="survey">When true is returned; see its <see cref="Stop"/>.</param>
    /// <param name="problem">Else why the list cannot be read.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static bool TryRead(
        ListFile list, NikColumns columns, [NotNullWhen(true)] out NikSurvey? survey, out Message problem, CancellationToken cancel = default)
    {
        survey = Pass(list, columns, out var tally, out problem, cancel);
        if (survey is not null && tally.NumbersAreWhole && !columns.NumbersAreWhole)
        {
            survey = Pass(list, columns with { NumbersAreWhole = true }, out _, out problem, cancel);
        }

        return survey is not null;
    }

    private static NikSurvey? Pass(
        ListFile list, NikColumns columns, out ColumnTally tally, out Message problem, CancellationToken cancel)
    {
        tally = new ColumnTally(columns.Kind);
        if (!list.TryRead(out var rows, out problem, cancel))
        {
            return null;
        }

        using (rows)
        {
            var persons = new PersonIndex();
            int invalid = 0, noNik = 0;
            while (rows.Next(cancel))
            {
                var verdict = NikJudge.Judge(rows, columns);
                tally.Add(rows[columns.Nik], verdict);
                persons.Add(verdict, rows.Line);
                invalid += verdict.Status == NikStatus.Invalid ? 1 : 0;
                noNik += verdict.Status == NikStatus.NoNik ? 1 : 0;
            }

            persons.Close();
            problem = rows.Problem.GetValueOrDefault();
            var valid = persons.Rows - invalid - noNik;
            var counts = new NikCounts(persons.Rows, valid, persons.Count, invalid, noNik, valid - persons.Count);
            var stop = tally.Stop ?? (valid > 0 ? null : columns.Kind == IdentityKind.Kk ? KkMessages.NothingValid() : NikMessages.NothingValid());
            return rows.Problem is null ? new NikSurvey(columns, persons, counts, stop, [.. tally.Warnings]) : null;
        }
    }
}
