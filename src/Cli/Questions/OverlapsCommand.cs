using System.CommandLine;
using Pmo.Client.Messages;
using Pmo.Client.Questions;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Questions;

/// <summary><c>pmo overlaps</c>: how many persons two datasets share.</summary>
internal static class OverlapsCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("overlaps", language == Language.En ? "how many persons datasets share" : "berapa orang ada di dua dataset");
        var options = new QuestionOptions(
            command, language,
            ("datasets", false, "a,b,… (bawaan: semua dalam perjanjian)", "a,b,… (default: all of the agreement)"),
            ("include", false, "BENCANA,MBG: ikut dihitung", "BENCANA,MBG: counted too"));
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return options.RunAsync(
                verb, "overlaps", (gateway, grant, query) => new QuestionClient(gateway).OverlapsAsync(grant, query, cancel),
                answer => Tables(verb, answer), Notes, cancel);
        });
        return command;
    }

    private static List<QuestionTable> Tables(Verb verb, OverlapsAnswer answer) =>
    [
        new(verb.T("Orang per dataset", "Persons by dataset"), answer.Threshold, ["dataset", verb.T("orang", "persons")], ["dataset", "persons"],
            [.. answer.Datasets.Select(d => new object?[] { d.Dataset, d.Persons })]),
        new(verb.T("Orang di dua dataset", "Persons in both"), answer.Threshold, ["dataset", "dataset", verb.T("keduanya", "both")], ["a", "b", "both"],
            [.. answer.Pairs.Select(p => new object?[] { p.A, p.B, p.Both })]),
    ];

    private static IEnumerable<Message> Notes(OverlapsAnswer answer)
    {
        if (answer.Threshold is { } threshold && (answer.Datasets.Any(d => d.Persons is null) || answer.Pairs.Any(p => p.Both is null)))
        {
            yield return QuestionTexts.Withheld(threshold);
        }

        if (answer.Epsilon is { } epsilon)
        {
            yield return QuestionTexts.Noise(epsilon);
        }

        yield return QuestionTexts.NoGround();
    }
}
