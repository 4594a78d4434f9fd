using System.CommandLine;
using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Client.Catalogs;
using Pmo.Client.Messages;

namespace Pmo.Cli.Datasets;

/// <summary><c>pmo dataset list</c>: own datasets, as the catalog knows them.</summary>
internal static class ListCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("list", language == Language.En ? "own datasets" : "dataset sendiri");
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), cancel));
        return command;
    }

    private static Task<int> RunAsync(Verb verb, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        if (!(await new CatalogReader(gateway).ReadAsync(cancel)).TryGet(out var catalog, out var problem))
        {
            return verb.Fail(problem);
        }

        var own = catalog.Datasets.Where(d => d.Owner == gateway.Organisation).ToList();
        if (verb.Json)
        {
            verb.PrintJson(own);
            return ExitCode.Ok;
        }

        var table = Screen.NewTable("dataset", verb.T("judul", "title"), verb.T("jenis", "kind"), verb.T("per tanggal", "as of"), verb.T("baris", "rows"));
        foreach (var dataset in own)
        {
            Screen.AddRow(
                table,
                dataset.Id,
                dataset.Title ?? "-",
                dataset.Kind ?? "-",
                DatasetView.Day(dataset.AsOf) ?? "-",
                dataset.Rows?.ToString(CultureInfo.InvariantCulture) ?? "-");
        }

        verb.Screen.Print(table);
        return ExitCode.Ok;
    });
}
