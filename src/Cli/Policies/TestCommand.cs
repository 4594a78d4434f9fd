using System.CommandLine;
using Pmo.Agreements;
using Pmo.Client.Messages;

namespace Pmo.Cli.Policies;

/// <summary><c>pmo policy test [DIR]</c>: runs <c>DIR/tests/*.yaml</c>. Exit 3 when a case fails, or there is none.</summary>
internal static class TestCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("test", language == Language.En ? "run the cases beside the agreements" : "jalankan kasus uji di samping perjanjian");
        var folder = PolicyFolder.Argument(language);
        command.Arguments.Add(folder);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return Task.FromResult(Run(verb, verb.Required(folder), cancel));
        });
        return command;
    }

    private static int Run(Verb verb, string directory, CancellationToken cancel)
    {
        if (PolicyFolder.Open(verb, directory, cancel) is not { } set || PolicyFolder.Cases(verb, directory, cancel) is not { } cases)
        {
            return ExitCode.InvalidData;
        }

        var outcomes = cases.Select(one => one.Run(set)).ToList();
        var failed = outcomes.Where(outcome => !outcome.Passed).Select(FailedCase.Of).ToList();
        if (verb.Json)
        {
            verb.PrintJson(new { cases = cases.Count, passed = cases.Count - failed.Count, failed });
        }
        else
        {
            foreach (var one in failed)
            {
                verb.Screen.Print(Screens.Screen.Plain(FormattableString.Invariant($"{one.File}:{one.Line}: {one.Name}")));
                verb.Screen.Print(Screens.Screen.Plain(verb.T($"  seharusnya: {one.Expected}", $"  expected: {one.Expected}")));
                verb.Screen.Print(Screens.Screen.Plain(verb.T($"  ternyata:   {one.Got}", $"  got:      {one.Got}") + At(one)));
            }

            verb.Screen.Print(verb.T(
                $"{cases.Count} kasus: {cases.Count - failed.Count} benar, {failed.Count} salah.",
                $"{cases.Count} cases: {cases.Count - failed.Count} passed, {failed.Count} failed."));
        }

        // A folder whose tests have gone missing must not look well tested.
        return failed.Count == 0 && cases.Count > 0 ? ExitCode.Ok : ExitCode.InvalidData;
    }

    private static string At(FailedCase one) => one.Rule is null ? "" : $" ({one.Rule})";

    private sealed record FailedCase(string File, int Line, string Name, string Expected, string Got, string? Rule)
    {
        public static FailedCase Of(PolicyCaseOutcome outcome) => new(
            outcome.Case.At.File, outcome.Case.At.Line, outcome.Case.Name, outcome.Case.Expected, DecisionChange.Render(outcome.Decision),
            outcome.Decision.Rule?.ToString());
    }
}
