using Pmo.Protocol.Api;

namespace Pmo.Cli.Questions;

/// <summary>The tables of <c>pmo coverage</c>.</summary>
internal static class CoverageTables
{
    public static IReadOnlyList<QuestionTable> Of(Verb verb, CoverageAnswer answer)
    {
        var columns = Columns(verb, answer);
        List<QuestionTable> tables =
        [
            new(answer.Register, answer.Threshold, [.. columns.Select(c => c.Header)], [.. columns.Select(c => c.Field)],
                [[.. columns.Select(c => c.Of(answer.Total))]]),
        ];
        if (answer.By.Count > 0)
        {
            var cells = Columns(verb, answer, ofCells: true);
            tables.Add(new QuestionTable(
                verb.T("Rincian", "Details"), answer.Threshold,
                [.. answer.By.Select(d => DimensionText.Header(verb, d)), .. cells.Select(c => c.Header)],
                [.. answer.By, .. cells.Select(c => c.Field)],
                [.. answer.Cells.Select(cell => (object?[])[.. answer.By.Select(d => Label(verb, cell, d)), .. cells.Select(c => c.Of(cell))])]));
        }

        if (answer.Needs is { Count: > 0 } needs)
        {
            tables.Add(new QuestionTable(
                verb.T("Kebutuhan", "Needs"), answer.Threshold,
                [verb.T("kebutuhan", "need"), verb.T("orang", "persons"), verb.T("belum terpenuhi", "unmet")], ["need", "persons", "unmet"],
                [.. needs.Select(n => new object?[] { n.Need, n.Persons, n.Unmet })]));
        }

        if (answer.Movement is { } movement)
        {
            tables.Add(new QuestionTable(
                verb.T("Perpindahan", "Movement"), answer.Threshold,
                [verb.T("dari", "from"), verb.T("ke", "to"), verb.T("orang", "persons")], ["from", "to", "persons"],
                [.. movement.Steps.Select(s => new object?[] { State(verb, s.From), State(verb, s.To), s.Persons })]));
        }

        if (answer.Budgets is { Count: > 0 } budgets)
        {
            tables.Add(new QuestionTable(
                verb.T("Anggaran", "Budgets"), answer.Threshold,
                ["dataset", verb.T("anggaran", "budget"), verb.T("dalam", "inside"), verb.T("luar", "outside"), verb.T("% dalam", "% inside")],
                ["dataset", "budget", "inside", "outside", "shareInside"],
                [.. budgets.Select(b => new object?[]
                {
                    b.Dataset, b.Budget is { } budget ? budget : "-", b.Inside, b.Outside,
                    b.Budget is null or 0 ? "-" : b.ShareInside is { } share ? share / 100L : null,
                })]));
        }

        return tables;
    }

    private static List<(string Header, string Field, Func<CoverageCell, object?> Of)> Columns(Verb verb, CoverageAnswer answer, bool ofCells = false)
    {
        if (answer.Measure == "rupiah")
        {
            return
            [
                (verb.T("dalam", "inside"), "inside", c => c.Inside), (verb.T("luar", "outside"), "outside", c => c.Outside),
                (verb.T("klaim dalam", "claimed in"), "claimedInside", c => c.ClaimedInside),
                (verb.T("klaim luar", "claimed out"), "claimedOutside", c => c.ClaimedOutside),
            ];
        }

        if (ofCells && answer.By.Any(d => d is "programme" or "year"))
        {
            return [(verb.T("terjangkau", "reached"), "reached", c => c.Reached), (verb.T("klaim", "claimed"), "claimed", c => c.Claimed)];
        }

        List<(string, string, Func<CoverageCell, object?>)> columns =
        [
            (verb.T("orang", "persons"), "persons", c => c.Persons), ("0", "none", c => c.None), ("1", "one", c => c.One), ("2", "two", c => c.Two),
            ("3+", "threePlus", c => c.ThreePlus), (verb.T("klaim", "claimed"), "claimed", c => c.Claimed),
        ];
        if (ofCells && answer.By.Contains("needs", StringComparer.Ordinal) && answer.Epsilon is null)
        {
            columns.Add((verb.T("belum", "unmet"), "unmet", c => c.Unmet));
        }

        return columns;
    }

    private static string Label(Verb verb, CoverageCell cell, string dimension) => dimension switch
    {
        "region" => DimensionText.Region(verb, cell.Region, cell.Rest),
        "programme" => cell.Programme ?? "-",
        "year" => DimensionText.Year(cell.Year),
        "needs" => cell.Need is { Length: > 0 } need ? need : "-",
        _ => DimensionText.Desil(cell.Desil),
    };

    private static string State(Verb verb, string state) => state switch
    {
        "absent" => verb.T("di luar register", "not in register"),
        "none" => "0",
        "one" => "1",
        "two" => "2",
        _ => "3+",
    };
}
