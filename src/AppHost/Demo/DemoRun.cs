using Pmo.AppHost.Running;
using Pmo.Cli;
using Pmo.Client.Catalogs;
using Pmo.Client.Datasets;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;
using Pmo.Client.Uploads;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Time;

namespace Pmo.AppHost.Demo;

/// <summary>Fills the demo's datasets the way their owners would, through the Gateway, and makes a CSR partner's check.</summary>
internal static class DemoRun
{
    private static readonly Grant Registration = new("", "registration");

    /// <returns>Whether the check came out as it must.</returns>
    public static async Task<bool> RunAsync(DataFolder folder, CancellationToken cancellation)
    {
        DemoSample.Write(folder);
        foreach (var list in DemoLists.All)
        {
            if (await FillAsync(folder, list, cancellation) is { } problem)
            {
                await Console.Error.WriteLineAsync($"demo: {list.Dataset.Id}: {problem.Code}: {problem.Detail}");
                return false;
            }
        }

        return await CheckAsync(folder, cancellation);
    }

    private static async Task<GatewayProblem?> FillAsync(DataFolder folder, DemoList list, CancellationToken cancellation)
    {
        var profiles = new ProfileStore(new PmoHome(folder.Root));
        if (!profiles.TryOpen(list.Owner, out var profile, out var message))
        {
            return new GatewayProblem(0, message.Code, message.En);
        }

        using (profile)
        {
            using var gateway = new GatewayClient(profile, Language.Id, TimeProvider.System);
            var grant = Registration with { Agreement = list.Owner + "-demo" };
            if (!(await new CatalogReader(gateway).ReadAsync(cancellation)).TryGet(out var catalog, out var problem))
            {
                return problem;
            }

            var before = catalog.Datasets.FirstOrDefault(d => d.Id == list.Dataset.Id);
            if (before?.Title is null && !(await new DatasetClient(gateway).CreateAsync(list.Dataset, grant, cancellation)).TryGet(out _, out problem))
            {
                return problem;
            }

            if (before?.AsOf is not null)
            {
                return null;
            }

            // Agreements of one's own, or of an earlier version, may name no family cards.
            var withCards = GrantChoice.Permits(catalog, "upload", list.Dataset.Id, grant.Agreement, IdentityKind.Kk);
            var order = new UploadOrder(grant, list.Dataset.Id, new UploadRequest("replace", AsOf(), list.Rows.Count), withCards);
            return (await new UploadRunner(gateway).RunAsync(order, list.Rows, progress: null, cancellation)).Problem;
        }
    }

    /// <summary>The lists' day, or today where the clock has not come so far: no list is of a day to come.</summary>
    private static DateOnly AsOf()
    {
        var (day, today) = (new DateOnly(2026, 6, 30), TimeProvider.System.Today());
        return today < day ? today : day;
    }

    private static async Task<bool> CheckAsync(DataFolder folder, CancellationToken cancellation)
    {
        var sample = DemoSample.PathIn(folder);
        var result = Path.Combine(folder.Samples, "penerima-csr.hasil.csv");
        var exit = await PmoCommand.InvokeAsync(
            [
                "check", sample, "--profile", Path.Combine(folder.Profiles, DemoOrganisations.Csr + ".json"),
                "--agreement", DemoOrganisations.Csr + "-demo", "--purpose", "pre-donation-check", "--out", result, "--force",
            ],
            Console.Out,
            Console.Error,
            new PmoHost { Environment = name => name == "PMO_HOME" ? folder.Root : Environment.GetEnvironmentVariable(name) },
            cancellation);
        return exit == 0 && IsRight(result);
    }

    private static bool IsRight(string result)
    {
        // The status is the first of the three columns that the check adds after the sample's four.
        var statuses = File.ReadLines(result).Skip(1).Select(line => line.Split(',')[4]).CountBy(s => s, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return statuses.GetValueOrDefault("match") == DemoSample.Match
            && statuses.GetValueOrDefault("none") == DemoSample.None
            && statuses.GetValueOrDefault("invalid") == DemoSample.Invalid
            && statuses.GetValueOrDefault("no_nik") == DemoSample.NoNik;
    }
}
