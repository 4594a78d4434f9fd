using System.CommandLine;
using System.Globalization;
using Pmo.AuditLog.Remote;
using Pmo.Client.Audits;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit verify</c>: fetches the whole public log and holds everything in it against its signed checkpoint.</summary>
internal static class VerifyCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var manifest = new Option<string?>("--manifest")
        {
            Description = language == Language.En ? "check an exported file or a report against this manifest, offline" : "periksa berkas ekspor atau laporan terhadap manifes ini, tanpa jaringan",
        };
        var command = new Command("verify", language == Language.En ? "is the whole log as it was signed?" : "apakah seluruh log seperti yang ditandatangani?");
        var log = new LogOptions(language);
        log.AddTo(command);
        command.Options.Add(manifest);
        command.SetAction((parsed, cancel) => start(parsed) is var verb && verb.Value(manifest) is { } file
            ? ManifestCheck.RunAsync(verb, file, log, cancel)
            : RunAsync(verb, log, cancel));
        return command;
    }

    private static Task<int> RunAsync(Verb verb, LogOptions options, CancellationToken cancel) => options.WithLogAsync(verb, async (log, origin, pinned) =>
    {
        if (pinned is null)
        {
            verb.Screen.Note(verb.T(
                "Tanpa --key dipakai kunci dari gateway sendiri: log yang dibuat ulang seluruhnya tidak akan ketahuan.",
                "Without --key the gateway's own key is taken: a log made anew as a whole will not be noticed."));
        }

        var (ledger, failed) = await ReadAsync(verb, options, cancel);
        if (failed is { } exit)
        {
            return exit;
        }

        // Read before the checkpoint is fetched: all that was read is under it, or came too late for this time.
        var report = await RemoteVerifier.VerifyAsync(
            log, pinned ?? await log.KeyAsync(cancel),
            ledger is null ? null : (place, commitments) => Task.FromResult(ledger.Compare(place, commitments)), cancel);
        var first = report.IsSound ? null : report.Faults[0];
        if (verb.Json)
        {
            verb.PrintJson(new Verified(
                origin.ToString(), report.Key!.ToString(), report.IsSound, report.Entries,
                report.Newest is { } checkpoint ? Convert.ToBase64String(checkpoint.Root.Span) : null,
                ledger?.Compared ?? 0, report.Faults.Select(f => new Bad(f.Kind.ToString(), f.First, f.Last, verb.T(f.Indonesian, f.English))).ToList()));
        }
        else if (first is null)
        {
            verb.Screen.Print(verb.T(
                string.Create(CultureInfo.InvariantCulture, $"Utuh: {report.Entries} catatan, akar {Convert.ToBase64String(report.Newest!.Root.Span)}"),
                string.Create(CultureInfo.InvariantCulture, $"Sound: {report.Entries} entries, root {Convert.ToBase64String(report.Newest!.Root.Span)}")));
            if (ledger is not null)
            {
                verb.Screen.Print(verb.T(
                    string.Create(CultureInfo.InvariantCulture, $"{ledger.Compared} catatan yang boleh dibaca cocok dengan komitmennya."),
                    string.Create(CultureInfo.InvariantCulture, $"{ledger.Compared} entries that may be read match their commitments.")));
            }
        }

        return first is null ? ExitCode.Ok : verb.Fail(AuditTexts.Unsound(first.Indonesian, first.English), ExitCode.InvalidData);
    });

    // With --gateway alone there is nobody in whose name entries could be read.
    private static async Task<(EntryLedger? Ledger, int? Failed)> ReadAsync(Verb verb, LogOptions options, CancellationToken cancel)
    {
        EntryLedger? ledger = null;
        if (verb.Value(options.Gateway) is not null)
        {
            return (ledger, null);
        }

        var exit = await verb.WithGatewayAsync(async gateway =>
        {
            EntryLedger? read = null;
            var problem = await new AuditReader(gateway).EachAsync([], most: null, page => Take(read ??= new EntryLedger(page.Scope == "all"), page), cancel);
            if (problem is { Kind: FailureKind.NotAllowed })
            {
                verb.Screen.Note(verb.T(
                    "Profil ini tidak boleh membaca catatan: hanya komitmennya yang diperiksa.",
                    "This profile may not read entries: only their commitments are verified."));
                return ExitCode.Ok;
            }

            ledger = read;
            return problem is null ? ExitCode.Ok : verb.Fail(problem);
        });
        return (ledger, exit == ExitCode.Ok ? null : exit);
    }

    private static void Take(EntryLedger ledger, AuditPage page)
    {
        foreach (var item in page.Entries)
        {
            ledger.Add(item.Seq, item.Entry?.GetRawText(), item.Salt);
        }
    }

    private sealed record Verified(string Gateway, string Key, bool Sound, long Entries, string? Root, int Read, IReadOnlyList<Bad> Faults);

    private sealed record Bad(string Kind, long First, long Last, string Text);
}
