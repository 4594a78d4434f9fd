using System.CommandLine;
using Pmo.Client.Messages;

namespace Pmo.Cli.Policies;

/// <summary><c>pmo policy validate [DIR]</c>: every error with file, line and how to mend it. Exit 3 when there is one.</summary>
internal static class ValidateCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command(
            "validate", language == Language.En ? "every error of a folder, with file and line" : "semua kesalahan sebuah folder, dengan berkas dan baris");
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
        if (PolicyFolder.Open(verb, directory, cancel) is not { } set)
        {
            return ExitCode.InvalidData;
        }

        if (verb.Json)
        {
            verb.PrintJson(new { valid = true, agreements = set.Agreements.Count, digest = set.Digest, errors = Array.Empty<ErrorLine>() });
        }
        else
        {
            verb.Screen.Print(verb.T($"{set.Agreements.Count} perjanjian sah. {set.Digest}", $"{set.Agreements.Count} agreements are valid. {set.Digest}"));
        }

        return ExitCode.Ok;
    }
}
