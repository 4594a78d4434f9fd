using Pmo.Bench.Checks;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Memory;

/// <summary><c>memory</c>: the most that <c>pmo</c> has resident while it checks and uploads a list, and the services while they take it.</summary>
internal static class MemoryBench
{
    private const int Tenth = 10;
    private static readonly string[] Formats = ["csv", "xlsx"];

    public static async Task<int> RunAsync(bool quick, CancellationToken cancellation)
    {
        if (!PeakMemory.IsKnown)
        {
            throw new InvalidOperationException("This system does not tell a process's peak of resident memory: Linux does, in /proc.");
        }

        var rows = quick ? CheckSize.Quick.Records : CheckSize.Full.Records;
        var report = new Report(Benches.Memory, textColumns: 2);
        report.Table.Add("memory", "format", "rows", "seconds", "pmo, peak", "services, peak");
        var folder = Directory.CreateTempSubdirectory("pmo-bench-");
        try
        {
            await MeasureAsync(folder.FullName, rows, report, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        report.Notes.Add("Peak of resident memory, of .NET's runtime and libraries besides; goal for pmo: flat, at most 300 MiB with 1,000,000 rows.");
        report.Notes.Add("The services are all five in one process, and their garbage collector takes what a machine of this size has to spare.");
        report.Write(Console.Out);
        return ExitCodes.Ok;
    }

    private static async Task MeasureAsync(string folder, int rows, Report report, CancellationToken cancellation)
    {
        Parties.Prepare(folder);
        await using var services = await GatewayProcess.StartAsync(folder, cancellation);
        Parties.WriteProfiles(folder, services.Origin);
        var dataset = Records.Name(rows);
        using (var owner = Member.Open(folder, Parties.Owner))
        {
            await Records.CreateAsync(owner, dataset, cancellation);
        }

        string[] upload = ["dataset", "upload", "--dataset", dataset, "--agreement", Parties.OwnerAgreement, "--purpose", Parties.OwnerPurpose, .. Profile(folder, Parties.Owner)];
        string[] check = ["check", "--agreement", Parties.CheckerAgreement, "--purpose", Parties.CheckerPurpose, "--force", .. Profile(folder, Parties.Checker)];
        foreach (var size in (int[])[rows / Tenth, rows])
        {
            foreach (var format in Formats)
            {
                var list = WriteList(folder, format, size);
                await AddAsync("upload", (format, size), [.. upload, list]);
                await AddAsync("check", (format, size), [.. check, list, "--out", Path.Combine(folder, "out." + format)]);
                File.Delete(list);
            }
        }

        foreach (var verb in (string[])["upload", "check"])
        {
            report.Figures[$"memory.{verb}_mib"] = Formats.Max(f => report.Figures[$"memory.{verb}_{f}_mib"]);
            report.Ratios[$"memory.{verb}_growth_10x"] = Formats.Max(f => report.Figures[$"memory.{verb}_{f}_mib"] / report.Figures[$"memory.{verb}_{f}_tenth_mib"]);
        }

        async Task AddAsync(string verb, (string Format, int Size) list, string[] arguments)
        {
            PeakMemory.Reset(services.Id);
            var (seconds, peak) = await PmoProcess.RunAsync(folder, arguments, cancellation);
            var server = PeakMemory.Of(services.Id) ?? throw new InvalidOperationException("The services ended.");
            report.Table.Add(verb, list.Format, Figure.Whole(list.Size), Figure.Seconds(seconds), MiB(peak), MiB(server));
            var tenth = list.Size == rows ? "" : "_tenth";
            report.Figures[$"memory.{verb}_{list.Format}{tenth}_mib"] = peak;
            report.Figures[$"memory.server_{verb}_{list.Format}{tenth}_mib"] = server;
        }
    }

    private static string WriteList(string folder, string format, int rows)
    {
        var file = Path.Combine(folder, "list." + format);
        if (format == "csv")
        {
            ListFiles.WriteCsv(file, rows);
        }
        else
        {
            ListFiles.WriteXlsx(file, rows);
        }

        return file;
    }

    private static string[] Profile(string folder, string organisation) => ["--profile", Path.Combine(folder, "profiles", organisation + ".json")];

    private static string MiB(double value) => Figure.Whole(value) + " MiB";
}
