using System.CommandLine;
using Pmo.Agreements;
using Pmo.Client.Messages;

namespace Pmo.Cli.Policies;

/// <summary><c>pmo policy schema [--of agreement|purposes|cases]</c>: JSON Schema for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("schema", language == Language.En ? "JSON Schema of the files, for editors" : "JSON Schema berkas, untuk editor");
        var of = new Option<string>("--of")
        {
            Description = language == Language.En ? "which file" : "berkas yang mana",
            DefaultValueFactory = _ => "agreement",
        };
        of.AcceptOnlyFromAmong("agreement", "purposes", "cases");
        command.Options.Add(of);
        command.SetAction((parsed, _) =>
        {
            var verb = start(parsed);
            verb.Screen.Output.Write(verb.Required(of) switch
            {
                "purposes" => PolicySchema.Purposes(),
                "cases" => PolicySchema.Cases(),
                _ => PolicySchema.Agreement(),
            });
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
