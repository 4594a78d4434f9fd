using System.CommandLine;
using Pmo.Client.Datasets;
using Pmo.Client.Messages;

namespace Pmo.Cli.Datasets;

/// <summary><c>pmo dataset show ID</c>.</summary>
internal static class ShowCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("show", language == Language.En ? "show a dataset" : "tampilkan sebuah dataset");
        var id = new Argument<string>("ID");
        command.Arguments.Add(id);
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), id, cancel));
        return command;
    }

    private static Task<int> RunAsync(Verb verb, Argument<string> id, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        if (!(await new DatasetClient(gateway).ShowAsync(verb.Required(id), grant: null, cancel)).TryGet(out var dataset, out var problem))
        {
            return verb.Fail(problem);
        }

        DatasetView.Print(verb, dataset);
        return ExitCode.Ok;
    });
}
