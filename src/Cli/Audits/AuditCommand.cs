using System.CommandLine;
using Pmo.Client.Messages;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit</c>: the gateway's log, looked at from outside.</summary>
internal static class AuditCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("audit", language == Language.En ? "verify the gateway's audit log" : "memeriksa log audit gateway");
        command.Subcommands.Add(VerifyCommand.Create(language, start));
        command.Subcommands.Add(WitnessCommand.Create(language, start));
        return command;
    }
}
