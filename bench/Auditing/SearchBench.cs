using System.Diagnostics;
using System.Globalization;
using Pmo.AuditLog.Search;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Auditing;

/// <summary>The first page of each filter on a large log, as <c>GET /v1/audit/entries</c> asks for it.</summary>
internal static class SearchBench
{
    /// <summary>Milliseconds in which a reader should have a page.</summary>
    private const double Goal = 200;
    private const int Page = 101;
    private const int Rounds = 5;

    public static async Task RunAsync(Report report, string folder, int entries, CancellationToken cancellation)
    {
        using var log = await BenchLog.OpenAsync(Path.Combine(folder, "search.db"));
        await FillAsync(log, entries, cancellation);
        var index = new EntryIndex(log);
        await index.CatchUpAsync(cancellation);
        var (end, worst) = (SearchLog.Start + (entries * SearchLog.Step), 0.0);
        foreach (var (name, from, groups) in Queries(end))
        {
            var times = new List<double>();
            var found = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                found = (await index.FindAsync(new EntryQuery(from, end, groups, After: null, Page), cancellation)).Count;
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            var median = Figure.Median(times);
            worst = Math.Max(worst, median);
            report.Figures[$"search.{Key(name)}_ms"] = median;
            report.Table.Add($"search: {name}, {found} found", median.ToString("0.0", CultureInfo.InvariantCulture) + " ms", "", "");
        }

        await CountAsync(report, index, end, cancellation);
        report.Figures["search.entries"] = entries;
        report.Figures["search.worst_ms"] = worst;
        report.Notes.Add(string.Create(
            CultureInfo.InvariantCulture, $"Search: first page of {Page - 1} of {entries} entries, median of {Rounds}; goal {Goal} ms, worst {worst:0.0} ms."));
    }

    // What the public page counts; it keeps its figures for minutes.
    private static async Task CountAsync(Report report, EntryIndex index, DateTimeOffset end, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        await index.CountAsync(EntryWords.Operation("check"), EntryWords.Status(200), DateTimeOffset.UnixEpoch, end, cancellation);
        await index.CountRefusalsAsync(DateTimeOffset.UnixEpoch, end, cancellation);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        report.Figures["search.public_counts_ms"] = time;
        report.Table.Add("search: counts of the public page", time.ToString("0.0", CultureInfo.InvariantCulture) + " ms", "", "");
    }

    private static string Key(string name) => string.Concat(name.Where(c => c != ':').Select(c => c == ' ' ? '_' : c));

    private static (string Name, DateTimeOffset From, IReadOnlyList<IReadOnlyList<string>> Groups)[] Queries(DateTimeOffset end)
    {
        var always = DateTimeOffset.UnixEpoch;
        return
        [
            ("everything", always, []),
            ("time", end.AddDays(-3), []),
            ("organisation", always, [[EntryWords.Organisation("partner-0")]]),
            ("rare organisation", always, [[EntryWords.Organisation("partner-39")]]),
            ("user", always, [[EntryWords.User("partner-0-0")]]),
            ("agreement", always, [[EntryWords.Agreement("partner-0-pks")]]),
            ("purpose", always, [[EntryWords.Purpose("targeting")]]),
            ("operation", always, [[EntryWords.Operation("check")]]),
            ("dataset", always, [[EntryWords.Dataset("dataset-01")]]),
            ("decision", always, [[EntryWords.Decision("deny")]]),
            ("reason", always, [[EntryWords.Reason("no_agreement")]]),
            ("scope of an owner", always, [[EntryWords.Organisation("owner-1"), EntryWords.Dataset("dataset-01"), EntryWords.Dataset("dataset-09")]]),
            ("scope and refusals", always, [[EntryWords.Decision("deny")], [EntryWords.Organisation("owner-1"), EntryWords.Dataset("dataset-01")]]),
            ("disjoint: operation and dataset", always, [[EntryWords.Operation("catalog")], [EntryWords.Dataset("dataset-01")]]),
            ("disjoint: organisation and purpose", always, [[EntryWords.Organisation("owner-1")], [EntryWords.Purpose("targeting")]]),
            ("disjoint: decision and reason", always, [[EntryWords.Decision("allow")], [EntryWords.Reason("no_agreement")]]),
            ("disjoint: purpose and scope", always, [[EntryWords.Purpose("registration")], [EntryWords.Organisation("partner-0")]]),
        ];
    }

    private static async Task FillAsync(BenchLog log, int entries, CancellationToken cancellation)
    {
        const int Chunk = 10_000;
        for (var done = 0; done < entries; done += Chunk)
        {
            var first = done;
            await log.WriteAsync(
                async transaction =>
                {
                    for (var i = 0; i < Chunk; i++)
                    {
                        await log.Log.AppendAsync(SearchLog.Entry(first + i), transaction);
                    }

                    return true;
                },
                cancellation);
        }
    }
}
