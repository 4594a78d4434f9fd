using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Pmo.AuditLog.Entries;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Auditing;

/// <summary>Durable appends beside a plain file with the same fsyncs, verification beside plain SHA-256, and search.</summary>
internal static class AuditBench
{
    /// <summary>Name of the part that only appends.</summary>
    public const string Append = "append";

    /// <summary>Name of the part that only verifies.</summary>
    public const string Verify = "verify";

    /// <summary>Name of the part that only searches.</summary>
    public const string Search = "search";

    /// <summary>The parts that can run alone.</summary>
    public static readonly IReadOnlyList<string> Parts = [Append, Verify, Search];

    private static readonly int[] Writers = [1, 16, 64];

    public static async Task<int> RunAsync(bool quick, string? part, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("pmo-bench-").FullName;
        try
        {
            var report = new Report(Benches.Audit, textColumns: 1);
            report.Table.Add("", "log", "plain", "ratio");
            var entries = quick ? 50_000 : 1_000_000;
            if (part is null or Append)
            {
                await AppendAsync(report, folder, TimeSpan.FromSeconds(quick ? 0.6 : 2), rounds: quick ? 3 : 5, cancellation);
                report.Notes.Add("Appends: the same writers, each waiting until its entry is on disk; plain: what waits is one write and one fsync to a file.");
            }

            if (part is null or Verify)
            {
                await VerifyAsync(report, folder, entries, cancellation);
                report.Notes.Add("Verification: all cores; plain: SHA-256 of each entry's bytes in memory, one core.");
            }

            if (part is null or Search)
            {
                await SearchBench.RunAsync(report, folder, entries, cancellation);
            }

            report.Write(Console.Out);
            return ExitCodes.Ok;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AppendAsync(Report report, string folder, TimeSpan each, int rounds, CancellationToken cancellation)
    {
        using var log = await BenchLog.OpenAsync(Path.Combine(folder, "append.db"));
        await using var plain = new PlainFile(Path.Combine(folder, "append.bin"));

        // What the log stores of an entry: its bytes, salt and commitment.
        var stored = new byte[EntryBytes.Write(BenchLog.NewEntry()).Length + 64];
        await RateAsync(16, each, () => log.Log.AppendAsync(BenchLog.NewEntry(), CancellationToken.None));
        foreach (var writers in Writers)
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                ours.Add(await RateAsync(writers, each, () => log.Log.AppendAsync(BenchLog.NewEntry(), CancellationToken.None)));
                theirs.Add(await RateAsync(writers, each, () => plain.AppendAsync(stored)));
                await log.Log.SealAsync(CancellationToken.None);
            }

            var (a, b) = (Figure.Median(ours), Figure.Median(theirs));
            var key = string.Create(CultureInfo.InvariantCulture, $"append.w{writers}");
            report.Ratios[key + ".vs_fsynced_batches"] = a / b;
            report.Figures[key + ".per_second"] = a;
            report.Figures[key + ".plain_per_second"] = b;
            report.Table.Add($"durable appends a second, {writers} writers", Figure.Whole(a), Figure.Whole(b), Figure.Times(a / b));
        }
    }

    private static async Task<double> RateAsync(int writers, TimeSpan time, Func<Task> append)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(start) < time; count++)
            {
                await append();
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task VerifyAsync(Report report, string folder, int entries, CancellationToken cancellation)
    {
        using var log = await BenchLog.OpenAsync(Path.Combine(folder, "verify.db"));
        const int Chunk = 10_000;
        for (var done = 0; done < entries; done += Chunk)
        {
            await log.WriteAsync(
                async transaction =>
                {
                    for (var i = 0; i < Chunk; i++)
                    {
                        await log.Log.AppendAsync(BenchLog.NewEntry(), transaction);
                    }

                    return true;
                },
                cancellation);
        }

        await log.Log.SealAsync(cancellation);
        var bytes = EntryBytes.Write(BenchLog.NewEntry());
        var (ours, theirs, processor) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var used = Environment.CpuUsage.TotalTime;
            var found = await log.Log.VerifyAsync(60, cancellation);
            ours.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalSeconds);
            if (!found.IsSound || found.Entries != entries)
            {
                throw new InvalidOperationException($"The log is not sound: {(found.Faults.Count > 0 ? found.Faults[0] : null)}.");
            }

            start = Stopwatch.GetTimestamp();
            var hash = new byte[32];
            for (var i = 0; i < entries; i++)
            {
                SHA256.HashData(bytes, hash);
            }

            theirs.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        var (a, b) = (Figure.Median(ours), Figure.Median(theirs));
        report.Ratios["verify.vs_sha256"] = b / a;
        report.Figures["verify.entries"] = entries;
        report.Figures["verify.seconds"] = a;
        report.Figures["verify.processor_seconds"] = Figure.Median(processor);
        report.Figures["verify.sha256_seconds"] = b;
        report.Table.Add($"verification of {Figure.Whole(entries)} entries", Figure.Seconds(a), Figure.Seconds(b), Figure.Times(b / a));
    }
}
