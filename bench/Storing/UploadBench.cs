using System.Diagnostics;
using Pmo.Bench.Runs;
using Pmo.Bench.Storing.Storage;
using Pmo.Matching.Snapshots;
using Pmo.Matching.Uploads;
using Pmo.Matching.Uploads.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;

namespace Pmo.Bench.Storing;

/// <summary><c>upload</c>: staging and commit of a list beside the engine's own bulk insert of the same rows into the same table.</summary>
internal static class UploadBench
{
    private const int Rows = 1_000_000;
    private const int QuickRows = 20_000;
    private const int WarmUpParts = 40; // .NET compiles anew what was called 30 times
    private const int WarmUpRows = 200;
    private const long Day = 24 * 3600;

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var rows = options.Quick ? QuickRows : Rows;
        var report = new Report(Benches.Upload, textColumns: 2);
        report.Table.Add("rows", "", "seconds", "rows a second", "ratio");
        await StoringPlace.RunAsync(options, place => MeasureAsync(place, rows, report, cancellation));
        AddConversion(report, rows);
        report.Notes.Add(FormattableString.Invariant($"{rows:N0} rows in parts of {PartPlan.MaxPersons:N0}, a commit of the engine each, part by part in turn, after some small ones to warm up."));
        report.Notes.Add("Ours: UploadStore, which orders the rows, stages and shows them. Beside it: rows in order already, one prepared statement (SQLite) or COPY.");
        report.Notes.Add("Reading and conversion are of one core, before the staging; a server with two converts one part while it stages another.");
        if (StoringPlace.Absent(options) is { } absent)
        {
            report.Notes.Add(absent);
        }

        report.Write(Console.Out);
        return ExitCodes.Ok;
    }

    private static async Task MeasureAsync(StoringPlace place, int rows, Report report, CancellationToken cancellation)
    {
        await using var ours = await BenchDatabase.OpenAsync(place, "bench_upload_ours", isKept: false);
        await using var theirs = await BenchDatabase.OpenAsync(place, "bench_upload_bare", isKept: false);
        var dataset = new BenchDataset(1, "upload", "aid", "PKH");
        await dataset.AddAsync(ours.Database, withUpload: false, cancellation);
        await dataset.AddAsync(theirs.Database, withUpload: false, cancellation);
        var store = new UploadStore(ours.Database, new SnapshotOptions(TimeSpan.FromDays(1)), TimeProvider.System);
        var (mine, bare) = (TimeSpan.Zero, TimeSpan.Zero);
        async Task<Upload> OpenAsync(string id) => await store.OpenAsync(
            id, dataset.Key, BenchDataset.Owner, new UploadRequest("replace", new DateOnly(2026, 1, 1), rows),
            TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + Day, cancellation);
        async Task AddAsync(Upload to, int part, int persons)
        {
            List<Record> records = [.. Enumerable.Range(part * PartPlan.MaxPersons, persons).Select(StoringRecord.Row)];
            List<Record> sorted = [.. records];
            sorted.Sort((a, b) => a.Pseudonym.Span.SequenceCompareTo(b.Pseudonym.Span));
            mine += await TimeAsync(() => store.AddPartAsync(to.Key, part, "sha-256=:x:", records, cancellation));
            bare += await TimeAsync(() => theirs.Database.WriteAsideAsync(
                async transaction =>
                {
                    await BulkInsert.RunAsync(transaction, to.Key, sorted, cancellation);
                    return true;
                },
                cancellation));
        }

        // For the compiler; what is staged of an upload that is never committed counts for nothing.
        var before = await OpenAsync("warm");
        for (var part = 0; part < WarmUpParts; part++)
        {
            await AddAsync(before, part, WarmUpRows);
        }

        (mine, bare) = (TimeSpan.Zero, TimeSpan.Zero);
        var upload = await OpenAsync("u");
        for (var part = 0; part < PartPlan.Count(rows); part++)
        {
            await AddAsync(upload, part, PartPlan.PersonsIn(rows, part));
        }

        mine += await TimeAsync(() => store.CommitAsync(upload, "receipt", parts => parts.Count == PartPlan.Count(rows), cancellation));
        var peer = place.Postgres is null ? "bulk insert" : "COPY";
        Add(report, place.Engine, "staging and commit", mine.TotalSeconds, rows, bare / mine);
        Add(report, place.Engine, peer, bare.TotalSeconds, rows, ratio: null);
        report.Ratios[place.Postgres is null ? "upload.sqlite.vs_bulk_insert" : "upload.postgres.vs_copy"] = bare / mine;
        report.Figures[$"upload.{place.Engine}.seconds"] = mine.TotalSeconds;
        report.Figures[$"upload.{place.Engine}.bare_seconds"] = bare.TotalSeconds;
    }

    private static void AddConversion(Report report, int rows)
    {
        var (read, convert) = new Conversion().SecondsPerRow();
        Add(report, "apart", "reading of the rows", read * rows, rows, ratio: null);
        Add(report, "apart", "token conversion", convert * rows, rows, ratio: null);
        report.Figures["upload.reading.seconds"] = read * rows;
        report.Figures["upload.conversion.seconds"] = convert * rows;
    }

    private static void Add(Report report, string engine, string what, double seconds, int rows, double? ratio) => report.Table.Add(
        engine, what, Figure.Seconds(seconds), Figure.Whole(rows / seconds), ratio is { } r ? Figure.Times(r) : "");

    private static async Task<TimeSpan> TimeAsync<T>(Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }
}
