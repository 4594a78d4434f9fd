using Pmo.Bench.Runs;
using Pmo.Protocol.Inputs;

namespace Pmo.Bench.Checks;

/// <summary><c>check</c>: a whole check through the Gateway, client and services on the same cores, beside psi.js over the same sets.</summary>
internal static class CheckBench
{
    private const int WarmUpRows = 100;

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var temporary = options.Data is null ? Directory.CreateTempSubdirectory("pmo-bench-") : null;
        try
        {
            var size = options.Quick ? CheckSize.Quick : CheckSize.Full;
            return await RunAsync(options.Data ?? temporary!.FullName, size, cancellation);
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(string data, CheckSize size, CancellationToken cancellation)
    {
        var report = new Report(Benches.Check, textColumns: 1);
        Directory.CreateDirectory(data);
        Parties.Prepare(data);
        await using var services = await GatewayProcess.StartAsync(data, cancellation);
        Parties.WriteProfiles(data, services.Origin);
        var upload = await Records.EnsureAsync(data, size.Records, cancellation);
        var absent = PsiRun.WhyNot(PsiRun.Folder());
        var records = absent is null ? Population.Make(0, size.Records / size.PsiScale) : [];
        Nik[] list = [.. Population.Make(0, size.Matches), .. Population.Make(size.Records, size.Rows - size.Matches)];
        using var checker = Member.Open(data, Parties.Checker);
        await GatewayCheck.RunAsync(checker, services, Records.Name(size.Records), list[..WarmUpRows], cancellation);

        var ours = new List<GatewayCheck>();
        var theirs = new List<PsiRun>();
        for (var round = 0; round < size.Rounds; round++)
        {
            ours.Add(await GatewayCheck.RunAsync(checker, services, Records.Name(size.Records), list, cancellation));
            if (absent is null)
            {
                theirs.Add(await PsiRun.RunAsync(data, records, list, cancellation));
            }
        }

        CheckReport.Fill(report, size, upload, ours, theirs, absent);
        report.Write(Console.Out);
        // psi.js may find a few too many (its false positives), never too few.
        return ours.TrueForAll(o => o.Found == size.Matches) && theirs.TrueForAll(t => t.Found >= size.Matches) ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
