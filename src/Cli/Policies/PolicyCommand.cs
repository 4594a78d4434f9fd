using System.CommandLine;
using Pmo.Client.Messages;

namespace Pmo.Cli.Policies;

/// <summary><c>pmo policy …</c>: agreements on this computer. Sends nothing, needs no profile.</summary>
internal static class PolicyCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start) => new(
        "policy", language == Language.En ? "read, test and explain agreements on this computer" : "baca, uji dan jelaskan perjanjian di komputer ini")
    {
        ValidateCommand.Create(language, start),
        TestCommand.Create(language, start),
        ExplainCommand.Create(language, start),
        DiffCommand.Create(language, start),
        SchemaCommand.Create(language, start),
    };
}
