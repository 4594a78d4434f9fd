using System.CommandLine;
using Pmo.Client.Messages;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit</c>: the gateway's log, read by those who answer for it and looked at from outside.</summary>
internal static class AuditCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("audit", language == Language.En ? "read and verify the gateway's audit log" : "membaca dan memeriksa log audit gateway");
        command.Subcommands.Add(ListCommand.Create(language, start));
        command.Subcommands.Add(ExportCommand.Create(language, start));
        command.Subcommands.Add(ReportCommand.Create(language, start));
        command.Subcommands.Add(AlarmsCommand.Create(language, start));
        command.Subcommands.Add(VerifyCommand.Create(language, start));
        command.Subcommands.Add(WitnessCommand.Create(language, start));
        return command;
    }
}
