using System.CommandLine;
using Pmo.Cli.Audits;
using Pmo.Cli.Backups;
using Pmo.Cli.Catalogs;
using Pmo.Cli.Checks;
using Pmo.Cli.Datasets;
using Pmo.Cli.Doctor;
using Pmo.Cli.Enrolment;
using Pmo.Cli.Keys;
using Pmo.Cli.Niks;
using Pmo.Cli.Parsing;
using Pmo.Cli.Partners;
using Pmo.Cli.People;
using Pmo.Cli.Policies;
using Pmo.Cli.Questions;
using Pmo.Cli.Screens;
using Pmo.Cli.Subjects;
using Pmo.Client.Messages;

namespace Pmo.Cli;

/// <summary>All verbs: the table of contents of <c>pmo</c>.</summary>
internal static class Verbs
{
    public static RootCommand Create(PmoHost host, TextWriter output, TextWriter error, Language language)
    {
        var globals = new GlobalOptions(language);
        var root = new RootCommand(Texts.Root().In(language));
        globals.AddTo(root);

        Verb Start(ParseResult parsed)
        {
            var quiet = parsed.GetValue(globals.Quiet);
            var colors = host.CanColor && string.IsNullOrEmpty(host.Environment("NO_COLOR"));
            return new Verb(host, globals, parsed, new Screen(output, error, language, quiet, host.CanDraw, colors));
        }

        root.Subcommands.Add(CheckCommand.Create(language, Start));
        root.Subcommands.Add(NikCommand.Create(language, Start));
        root.Subcommands.Add(CatalogCommand.Create(language, Start));
        root.Subcommands.Add(DatasetCommand.Create(language, Start));
        root.Subcommands.Add(OverlapsCommand.Create(language, Start));
        root.Subcommands.Add(CoverageCommand.Create(language, Start));
        root.Subcommands.Add(CompareCommand.Create(language, Start));
        root.Subcommands.Add(KeysCommand.Create(language, Start));
        root.Subcommands.Add(PolicyCommand.Create(language, Start));
        root.Subcommands.Add(AuditCommand.Create(language, Start));
        root.Subcommands.Add(SubjectCommand.Create(language, Start));
        root.Subcommands.Add(DoctorCommand.Create(language, Start));
        root.Subcommands.Add(EnrollCommand.Create(language, Start));
        root.Subcommands.Add(PartnerCommand.Create(language, Start));
        root.Subcommands.Add(PersonCommand.Create(language, Start));
        root.Subcommands.Add(BackupCommand.Create(language, Start));
        return root;
    }
}
