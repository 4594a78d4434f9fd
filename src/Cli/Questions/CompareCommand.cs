using System.CommandLine;
using Pmo.Client.Messages;
using Pmo.Client.Questions;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Questions;

/// <summary><c>pmo registers compare</c>: who is in both registers and who in one only.</summary>
internal static class CompareCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var isEnglish = language == Language.En;
        var compare = new Command("compare", isEnglish ? "two registers side by side" : "bandingkan dua register");
        var options = new QuestionOptions(
            compare, language,
            ("a", true, "register pertama", "first register"),
            ("b", true, "register kedua", "second register"),
            ("by", false, "region,desil", "region,desil"),
            ("level", false, "province|kabupaten|kecamatan|village", "province|kabupaten|kecamatan|village"));
        compare.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return options.RunAsync(
                verb, "compare", (gateway, grant, query) => new QuestionClient(gateway).CompareAsync(grant, query, cancel),
                answer => Tables(verb, answer), Notes, cancel);
        });
        return new Command("registers", isEnglish ? "questions about registers" : "pertanyaan tentang register") { compare };
    }

    private static List<QuestionTable> Tables(Verb verb, CompareAnswer answer)
    {
        string[] headers = [verb.T("keduanya", "both"), verb.T("hanya A", "only A"), verb.T("hanya B", "only B")];
        string[] fields = ["both", "onlyA", "onlyB"];
        var total = new QuestionTable(
            $"A: {answer.A}  B: {answer.B}", answer.Threshold, headers, fields, [[answer.Total.Both, answer.Total.OnlyA, answer.Total.OnlyB]]);
        return answer.By.Count == 0
            ? [total]
            :
            [
                total,
                new(verb.T("Rincian", "Details"), answer.Threshold, [.. answer.By.Select(d => DimensionText.Header(verb, d)), .. headers], [.. answer.By, .. fields],
                    [.. answer.Cells.Select(c => (object?[])[.. answer.By.Select(d => Label(verb, c, d)), c.Both, c.OnlyA, c.OnlyB])]),
            ];
    }

    private static string Label(Verb verb, CompareCell cell, string dimension) => dimension == "region"
        ? DimensionText.Region(verb, cell.Region, cell.Rest)
        : DimensionText.Desil(cell.Desil);

    private static IEnumerable<Message> Notes(CompareAnswer answer)
    {
        if (answer.Threshold is { } threshold && answer.Cells.Append(answer.Total).Any(c => c.Both is null || c.OnlyA is null || c.OnlyB is null))
        {
            yield return QuestionTexts.Withheld(threshold);
        }

        if (answer.Withheld)
        {
            yield return QuestionTexts.CellsLeftOut();
        }

        if (answer.Epsilon is { } epsilon)
        {
            yield return QuestionTexts.Noise(epsilon);
        }
    }
}
