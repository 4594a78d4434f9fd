using System.CommandLine;
using System.Globalization;
using Pmo.Cli.Checks;
using Pmo.Cli.Screens;
using Pmo.Client.Catalogs;
using Pmo.Client.Http;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Client.Niks;
using Pmo.Client.Uploads;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Time;

namespace Pmo.Cli.Datasets;

/// <summary><c>pmo dataset upload FILE</c>: puts a list into an own dataset, as tokens.</summary>
internal static class UploadCommand
{

    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("upload", language == Language.En ? "upload a list" : "unggah sebuah daftar");
        var options = new UploadOptions(language);
        options.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), options, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Verb verb, UploadOptions options, CancellationToken cancel)
    {
        if (verb.OpenList(verb.Required(options.File), verb.Value(options.Sheet), out var exit, cancel) is not { } list)
        {
            return exit;
        }

        if (!NikColumns.TryFind(list.Headers, verb.Value(options.Column), out var niks, out var problem)
            || !UploadColumns.TryFind(verb.Value(options.Map) ?? [], list.Headers, niks.Nik, out var columns, out problem))
        {
            return verb.Fail(problem);
        }

        list.Use([.. niks.All, .. columns.Found.Values]);
        if (!NikSurvey.TryRead(list, niks, out var survey, out problem, cancel))
        {
            return verb.Fail(problem);
        }

        CheckNotes.Before(verb.Screen, list, survey, cancel);
        if (survey.Stop is { } stop)
        {
            return verb.Fail(stop, ExitCode.InvalidData);
        }

        if (!UploadList.TryRead(list, survey.Columns, columns, verb.Required(options.Status), out var upload, out problem, cancel))
        {
            return verb.Fail(problem);
        }

        if (upload.Stop is { } damaged)
        {
            return verb.Fail(damaged, ExitCode.InvalidData);
        }

        Tell(verb, list, columns, upload);
        Garbage.GiveBack();
        return await verb.WithGatewayAsync(async gateway =>
        {
            var dataset = verb.Required(options.Dataset);
            var (grant, unresolved) = await options.Grant.ResolveAsync(verb, gateway, dataset, cancel);
            if (grant is null)
            {
                return unresolved;
            }

            var (withCards, unknown) = await SendsCardsAsync(verb, gateway, (dataset, grant), columns, upload, cancel);
            if (unknown != ExitCode.Ok)
            {
                return unknown;
            }

            var asOf = verb.Value(options.AsOf) ?? verb.Host.Time.Today();
            var order = new UploadOrder(grant, dataset, new UploadRequest(
                verb.Required(options.Mode), asOf, upload.Count, upload.WithoutNik, upload.Quality), withCards);
            var outcome = await SessionBar.RunAsync(
                verb.Screen, verb.Host.Time, progress => new UploadRunner(gateway).RunAsync(order, upload, progress, cancel));
            if (!outcome.TryGet(out var committed, out var failed))
            {
                return verb.Fail(failed);
            }

            Print(verb, committed, upload);
            return ExitCode.Ok;
        });
    }

    /// <summary>A column that was only guessed is no reason to have the list refused. An exit code after saying why it cannot be known.</summary>
    private static async Task<(bool WithCards, int Exit)> SendsCardsAsync(
        Verb verb, GatewayClient gateway, (string Dataset, Grant Grant) to, UploadColumns columns, UploadList upload, CancellationToken cancel)
    {
        if (!upload.HasCards || columns.IsMapped("kk"))
        {
            return (upload.HasCards, ExitCode.Ok);
        }

        if (!(await new CatalogReader(gateway).ReadAsync(cancel)).TryGet(out var catalog, out var problem))
        {
            return (false, verb.Fail(problem));
        }

        var permitted = GrantChoice.Permits(catalog, "upload", to.Dataset, to.Grant.Agreement, IdentityKind.Kk);
        if (!permitted)
        {
            verb.Screen.Note(Texts.CardsLeftOut().In(verb.Language));
        }

        return (permitted, ExitCode.Ok);
    }

    /// <summary>What was guessed and what is left out, before it is sent.</summary>
    private static void Tell(Verb verb, ListFile list, UploadColumns columns, UploadList upload)
    {
        foreach (var (field, column) in columns.Found.OrderBy(f => f.Value))
        {
            verb.Screen.Note($"{field} = {list.Headers[column]}");
        }

        foreach (var (code, count) in upload.Quality.OrderBy(q => q.Key, StringComparer.Ordinal))
        {
            verb.Screen.Note(string.Create(CultureInfo.InvariantCulture, $"{code}: {count}"));
        }
    }

    private static void Print(Verb verb, UploadCommitted committed, UploadList upload)
    {
        if (verb.Json)
        {
            verb.PrintJson(new UploadResult(
                committed.UploadId, committed.Receipt, committed.Dataset, committed.Rows, committed.DatasetRows, committed.AsOf,
                upload.WithoutNik, upload.Quality));
            return;
        }

        var absent = upload.WithoutNik.Values.Sum();
        verb.Screen.Print(verb.T(
            $"{committed.Rows} baris diunggah ke {committed.Dataset} per {DatasetView.Day(committed.AsOf)}; dataset kini berisi {committed.DatasetRows} baris. {absent} orang tanpa NIK ikut dihitung.",
            $"{committed.Rows} rows uploaded to {committed.Dataset} as of {DatasetView.Day(committed.AsOf)}; the dataset now holds {committed.DatasetRows} rows. {absent} people without a NIK were counted."));
        verb.Screen.Print(verb.T("Bukti: ", "Receipt: ") + Screen.Plain(committed.Receipt));
    }

    private sealed record UploadResult(
        string UploadId,
        string Receipt,
        string Dataset,
        int Rows,
        int DatasetRows,
        DateOnly AsOf,
        IReadOnlyDictionary<string, int> WithoutNik,
        IReadOnlyDictionary<string, int> Quality);
}
