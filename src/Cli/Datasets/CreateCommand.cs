using System.CommandLine;
using Pmo.Client.Datasets;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Datasets;

/// <summary><c>pmo dataset create</c>.</summary>
internal static class CreateCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var id = Required<string>("--id", T("nama tetap: a-z, 0-9, '-', 3 sampai 64", "fixed name: a-z, 0-9, '-', 3 to 64"));
        var title = Required<string>("--title", T("judul", "title"));
        var kind = Required<string>("--kind", "aid | register");
        kind.AcceptOnlyFromAmong("aid", "register");
        var unit = Required<string>("--unit", "person | household");
        unit.AcceptOnlyFromAmong("person", "household");
        var basis = Required<string>("--basis", T("dasar hukum pemrosesan", "legal basis of the processing"));
        var retain = Required<DateOnly>("--retain-until", T("tanggal pemusnahan (YYYY-MM-DD)", "day of destruction (YYYY-MM-DD)"));
        var programme = new Option<string?>("--programme") { Description = T("nama program", "programme") };
        var aidType = new Option<string?>("--aid-type") { Description = T("kode jenis bantuan", "aid type code") };
        var year = new Option<int?>("--year") { Description = T("tahun anggaran", "budget year") };
        var budget = new Option<long?>("--budget") { Description = T("anggaran, rupiah utuh", "budget, whole rupiah") };
        var reference = new Option<string?>("--reference") { Description = T("nomor SK atau rujukan sendiri", "own reference, such as a decree's number") };
        var grant = new GrantOptions(language);
        var command = new Command("create", T("buat dataset", "create a dataset"));
        foreach (var option in (Option[])[id, title, kind, unit, basis, retain, programme, aidType, year, budget, reference, grant.Agreement, grant.Purpose])
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            var request = new DatasetRequest(
                verb.Required(id), verb.Required(title), verb.Required(kind), verb.Required(unit), verb.Required(basis), verb.Required(retain),
                verb.Value(programme), verb.Value(aidType), verb.Value(year), verb.Value(budget), verb.Value(reference));
            return RunAsync(verb, request, grant, cancel);
        });
        return command;
    }

    private static Task<int> RunAsync(Verb verb, DatasetRequest request, GrantOptions options, CancellationToken cancel) =>
        verb.WithGatewayAsync(async gateway =>
        {
            var (grant, exit) = await options.ResolveAsync(verb, gateway, request.Id, cancel);
            if (grant is null)
            {
                return exit;
            }

            if (!(await new DatasetClient(gateway).CreateAsync(request, grant, cancel)).TryGet(out var dataset, out var problem))
            {
                return verb.Fail(problem);
            }

            DatasetView.Print(verb, dataset);
            return ExitCode.Ok;
        });

    private static Option<T> Required<T>(string name, string description) => new(name) { Description = description, Required = true };
}
