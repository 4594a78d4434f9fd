using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Client.Niks;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Checks;

/// <summary>What the answer means for each row of the list. Thread-safe.</summary>
internal sealed class RowResults
{
    private readonly NikSurvey _survey;
    private readonly Language _language;
    private readonly CheckAnswer _answer;
    private readonly int[] _listed; // by person: one more than the number of the result, 0 for none

    public RowResults(NikSurvey survey, CheckAnswer answer, Language language)
    {
        _survey = survey;
        _language = language;
        _answer = answer;
        _listed = new int[answer.Rows];
        for (var i = 0; i < answer.Results.Count; i++)
        {
            _listed[answer.Results[i].I] = i + 1;
        }
    }

    /// <summary>Status and overlaps of a data row (from 1).</summary>
    public (string Status, IReadOnlyList<Overlap> Overlaps) Of(int row)
    {
        if (_survey.Persons.PersonOf(row) is not { } person)
        {
            return (_survey.Persons.StatusOf(row) == NikStatus.NoNik ? RowStatus.NoNik : RowStatus.Invalid, []);
        }

        if (_listed[person] == 0)
        {
            return (RowStatus.None, []);
        }

        var listed = _answer.Results[_listed[person] - 1];

        // Whatever is listed and no match is withheld: what is not known is never shown as 'none'.
        return listed.Status == CheckResult.Match ? (RowStatus.Match, listed.Overlaps) : (RowStatus.Withheld, []);
    }

    /// <summary>Why the current row is invalid, what is odd about it, which earlier row it repeats; null when there is nothing to say.</summary>
    public string? Note(ListRows row)
    {
        var verdict = NikJudge.Judge(row, _survey.Columns);
        List<string> notes = [];
        if (verdict.Problem is { } problem)
        {
            notes.Add(problem.In(_language));
        }

        notes.AddRange(verdict.Warnings.Select(w => w.In(_language)));
        if (_survey.Persons.DuplicateOf(row.Row) is { } duplicate)
        {
            notes.Add(duplicate.In(_language));
        }

        if (Of(row.Row).Status == RowStatus.Withheld)
        {
            notes.Add(CheckTexts.Withheld().In(_language));
        }

        return notes.Count == 0 ? null : string.Join("; ", notes);
    }

    /// <summary>Rows by status.</summary>
    public Dictionary<string, int> Count()
    {
        var counts = new Dictionary<string, int>
        {
            [RowStatus.Match] = 0,
            [RowStatus.None] = 0,
            [RowStatus.Withheld] = 0,
            [RowStatus.Invalid] = 0,
            [RowStatus.NoNik] = 0,
        };
        for (var row = 1; row <= _survey.Persons.Rows; row++)
        {
            counts[Of(row).Status]++;
        }

        return counts;
    }
}
