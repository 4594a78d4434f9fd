using System.CommandLine;
using Pmo.Agreements;
using Pmo.Client.Messages;

namespace Pmo.Cli.Policies;

/// <summary>Opens a folder of agreements for a verb, or says everything that is wrong with it.</summary>
internal static class PolicyFolder
{
    /// <summary>The folder's argument, which may be left out.</summary>
    public static Argument<string> Argument(Language language) => new("DIR")
    {
        Description = language == Language.En ? "folder of the agreements" : "folder perjanjian",
        DefaultValueFactory = _ => "policies",
    };

    /// <summary>The set; null when there are errors, which are on the screen then (<see cref="ExitCode.InvalidData"/>).</summary>
    public static PolicySet? Open(Verb verb, string directory, CancellationToken cancel)
    {
        var load = PolicyLoader.Load(directory, PolicyFeatures.All, cancel);
        if (!load.IsValid)
        {
            Report(verb, directory, load.Errors);
        }

        return load.Set;
    }

    /// <summary>The cases beside the agreements; empty where there is no such folder.</summary>
    public static IReadOnlyList<PolicyCase>? Cases(Verb verb, string directory, CancellationToken cancel)
    {
        var tests = Path.Combine(directory, "tests");
        if (!Directory.Exists(tests))
        {
            return [];
        }

        var cases = PolicyCases.Load(tests, cancel);
        if (cases.Errors.Count == 0)
        {
            return cases.Cases;
        }

        Report(verb, tests, cases.Errors);
        return null;
    }

    /// <summary>Every error: as data where JSON is asked for, else as a compiler writes it, so that an editor finds the place.</summary>
    public static void Report(Verb verb, string directory, IReadOnlyList<PolicyError> errors)
    {
        if (verb.Json)
        {
            verb.PrintJson(new { valid = false, errors = errors.Select(e => ErrorLine.Of(e, verb)).ToList() });
            return;
        }

        foreach (var error in errors)
        {
            var line = ErrorLine.Of(error, verb);
            verb.Screen.Complain(FormattableString.Invariant($"{Path.Combine(directory, line.File)}:{line.Line}: {line.Text}"), line.Code);
        }
    }
}

/// <summary>An error as the CLI shows it.</summary>
internal sealed record ErrorLine(string File, int Line, string Code, string Text)
{
    public static ErrorLine Of(PolicyError error, Verb verb) =>
        new(error.File, error.Line, error.Code.ToWire(), verb.T(error.Message.Id, error.Message.En));
}
