using System.Globalization;
using Pmo.Bench.Checks;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Memory;

/// <summary><c>memory</c>: the most that <c>pmo</c> has resident while it checks and uploads a list, and the services while they take it.</summary>
internal static class MemoryBench
{
    public const string Csv = "csv";
    public const string Xlsx = "xlsx";

    private const int Tenth = 10;

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        if (!PeakMemory.IsKnown)
        {
            throw new InvalidOperationException("This system does not tell a process's peak of resident memory: Linux does, in /proc.");
        }

        var most = (options.Quick ? CheckSize.Quick : CheckSize.Full).Records;
        int[] sizes = options.Rows is { } rows ? [rows] : [most / Tenth, most];
        string[] formats = options.Part is { } part ? [part] : [Csv, Xlsx];
        var report = new Report(Benches.Memory, textColumns: 2);
        report.Table.Add("memory", "format", "rows", "seconds", "pmo, peak", "services, peak");
        var folder = options.Data is { } data ? Directory.CreateDirectory(data) : Directory.CreateTempSubdirectory("pmo-bench-");
        try
        {
            await MeasureAsync(folder.FullName, Records.Name(most), formats, sizes, report, cancellation);
        }
        finally
        {
            if (options.Data is null)
            {
                folder.Delete(recursive: true);
            }
        }

        report.Notes.Add("Peak of resident memory, of .NET's runtime and libraries besides; goal for pmo: flat, at most 300 MiB with 1,000,000 rows.");
        report.Notes.Add("The services are all five in one process, and their garbage collector takes what a machine of this size has to spare.");
        report.Write(Console.Out);
        return ExitCodes.Ok;
    }

    private static async Task MeasureAsync(
        string folder, string dataset, string[] formats, int[] sizes, Report report, CancellationToken cancellation)
    {
        Parties.Prepare(folder);
        await using var services = await GatewayProcess.StartAsync(folder, cancellation);
        Parties.WriteProfiles(folder, services.Origin);
        using (var owner = Member.Open(folder, Parties.Owner))
        {
            await Records.CreateAsync(owner, dataset, cancellation);
        }

        string[] upload = ["dataset", "upload", "--dataset", dataset, "--agreement", Parties.OwnerAgreement, "--purpose", Parties.OwnerPurpose, .. Profile(folder, Parties.Owner)];
        string[] check = ["check", "--agreement", Parties.CheckerAgreement, "--purpose", Parties.CheckerPurpose, "--force", .. Profile(folder, Parties.Checker)];
        foreach (var size in sizes)
        {
            foreach (var format in formats)
            {
                var list = WriteList(folder, format, size);
                await AddAsync("upload", (format, size), [.. upload, list]);
                await AddAsync("check", (format, size), [.. check, list, "--out", Path.Combine(folder, "out." + format)]);
            }
        }

        foreach (var verb in (string[])["upload", "check"])
        {
            report.Figures[$"memory.{verb}_mib"] = formats.Max(f => report.Figures[$"memory.{verb}_{f}_mib"]);
            if (sizes.Length > 1)
            {
                report.Ratios[$"memory.{verb}_growth_10x"] = formats.Max(f => report.Figures[$"memory.{verb}_{f}_mib"] / report.Figures[$"memory.{verb}_{f}_tenth_mib"]);
            }
        }

        async Task AddAsync(string verb, (string Format, int Size) list, string[] arguments)
        {
            PeakMemory.Reset(services.Id);
            var (seconds, peak) = await PmoProcess.RunAsync(folder, arguments, cancellation);
            var server = PeakMemory.Of(services.Id) ?? throw new InvalidOperationException("The services ended.");
            report.Table.Add(verb, list.Format, Figure.Whole(list.Size), Figure.Seconds(seconds), MiB(peak), MiB(server));
            var tenth = list.Size == sizes[^1] ? "" : "_tenth";
            report.Figures[$"memory.{verb}_{list.Format}{tenth}_mib"] = peak;
            report.Figures[$"memory.server_{verb}_{list.Format}{tenth}_mib"] = server;
        }
    }

    private static string WriteList(string folder, string format, int rows)
    {
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"list-{rows}.{format}"));
        if (File.Exists(file))
        {
            return file;
        }

        var half = file + ".half";
        if (format == Csv)
        {
            ListFiles.WriteCsv(half, rows);
        }
        else
        {
            ListFiles.WriteXlsx(half, rows);
        }

        File.Move(half, file);
        return file;
    }

    private static string[] Profile(string folder, string organisation) => ["--profile", Path.Combine(folder, "profiles", organisation + ".json")];

    private static string MiB(double value) => Figure.Whole(value) + " MiB";
}
