using System.CommandLine;
using Pmo.Client.Messages;
using Pmo.Client.Questions;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Questions;

/// <summary><c>pmo coverage</c>: a register against all aid of the agreement.</summary>
internal static class CoverageCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("coverage", language == Language.En ? "whom aid reaches, and whom not" : "siapa terjangkau bantuan dan siapa belum");
        var options = new QuestionOptions(
            command, language,
            ("register", true, "register", "register"),
            ("measure", false, "people|rupiah", "people|rupiah"),
            ("by", false, "region,programme,year,needs,desil (paling banyak 3)", "region,programme,year,needs,desil (at most 3)"),
            ("level", false, "province|kabupaten|kecamatan|village", "province|kabupaten|kecamatan|village"),
            ("before", false, "YYYY-MM-DD: perpindahan sejak itu", "YYYY-MM-DD: movement since then"),
            ("include", false, "BENCANA,MBG: ikut dihitung", "BENCANA,MBG: counted too"),
            ("refs", false, "none: ref register sendiri yang belum terlayani", "none: refs of the own register whom nobody serves"));
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            if (options.Read(verb).Any(p => p is { Key: "refs", Value.Length: > 0 }))
            {
                return UnreachedRefs.RunAsync(verb, options, cancel);
            }

            return options.RunAsync(
                verb, "coverage", (gateway, grant, query) => new QuestionClient(gateway).CoverageAsync(grant, query, cancel),
                answer => CoverageTables.Of(verb, answer), answer => Notes(verb, answer), cancel);
        });
        return command;
    }

    private static IEnumerable<Message> Notes(Verb verb, CoverageAnswer answer)
    {
        if (answer.Threshold is { } threshold && CoverageTables.Of(verb, answer).Any(t => t.IsAnyWithheld))
        {
            yield return QuestionTexts.Withheld(threshold);
        }

        if (answer.Withheld)
        {
            yield return QuestionTexts.CellsLeftOut();
        }

        if (answer.By.Any(d => d is "programme" or "year" or "needs"))
        {
            yield return QuestionTexts.Overlapping();
        }

        if (answer.Epsilon is { } epsilon)
        {
            yield return QuestionTexts.Noise(epsilon);
        }

        yield return QuestionTexts.NoneMeans();
    }
}
