using System.CommandLine;
using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Client.Catalogs;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Catalogs;

/// <summary><c>pmo catalog</c>: what the organisation may do, and what is left of its quotas.</summary>
internal static class CatalogCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("catalog", language == Language.En ? "what I may do, and quota left" : "apa yang boleh saya lakukan, dan sisa kuota");
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), cancel));
        return command;
    }

    private static Task<int> RunAsync(Verb verb, CancellationToken cancel) => verb.WithGatewayAsync(async gateway =>
    {
        if (!(await new CatalogReader(gateway).ReadAsync(cancel)).TryGet(out var catalog, out var problem))
        {
            return verb.Fail(problem);
        }

        if (verb.Json)
        {
            verb.PrintJson(catalog);
            return ExitCode.Ok;
        }

        Print(verb, catalog);
        return ExitCode.Ok;
    });

    internal static void Print(Verb verb, Catalog catalog)
    {
        var table = Screen.NewTable(
            "dataset", verb.T("judul", "title"), verb.T("pemilik", "owner"), verb.T("per tanggal", "as of"), verb.T("operasi", "operation"),
            verb.T("perjanjian", "agreement"), verb.T("tujuan", "purposes"), verb.T("sisa kuota", "quota left"));
        foreach (var dataset in catalog.Datasets)
        {
            foreach (var grant in dataset.May.DefaultIfEmpty(new CatalogGrant("-", "-", [], [], [], List: null, Quota: null)))
            {
                Screen.AddRow(
                    table,
                    dataset.Id,
                    dataset.Title ?? "-",
                    dataset.Owner,
                    dataset.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-",
                    grant.Operation,
                    grant.Agreement,
                    string.Join(", ", grant.Purposes),
                    grant.Quota is { } quota ? string.Create(CultureInfo.InvariantCulture, $"{quota.Left}/{quota.Limit} per {Per(verb, quota.Per)}") : "-");
            }
        }

        verb.Screen.Print(table);
    }

    private static string Per(Verb verb, string per) => per switch
    {
        "day" => verb.T("hari", per),
        "week" => verb.T("minggu", per),
        "month" => verb.T("bulan", per),
        "year" => verb.T("tahun", per),
        _ => per,
    };
}
