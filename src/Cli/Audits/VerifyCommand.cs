using System.CommandLine;
using System.Globalization;
using Pmo.AuditLog.Remote;
using Pmo.Client.Messages;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit verify</c>: fetches the whole public log and holds everything in it against its signed checkpoint.</summary>
internal static class VerifyCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("verify", language == Language.En ? "is the whole log as it was signed?" : "apakah seluruh log seperti yang ditandatangani?");
        var log = new LogOptions(language);
        log.AddTo(command);
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), log, cancel));
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

        // Entries themselves are held against these commitments once they can be read through the API.
        var report = await RemoteVerifier.VerifyAsync(log, pinned ?? await log.KeyAsync(cancel), each: null, cancel);
        var first = report.IsSound ? null : report.Faults[0];
        if (verb.Json)
        {
            verb.PrintJson(new Verified(
                origin.ToString(), report.Key!.ToString(), report.IsSound, report.Entries,
                report.Newest is { } checkpoint ? Convert.ToBase64String(checkpoint.Root.Span) : null,
                report.Faults.Select(f => new Bad(f.Kind.ToString(), f.First, f.Last, verb.T(f.Indonesian, f.English))).ToList()));
        }
        else if (first is null)
        {
            verb.Screen.Print(verb.T(
                string.Create(CultureInfo.InvariantCulture, $"Utuh: {report.Entries} catatan, akar {Convert.ToBase64String(report.Newest!.Root.Span)}"),
                string.Create(CultureInfo.InvariantCulture, $"Sound: {report.Entries} entries, root {Convert.ToBase64String(report.Newest!.Root.Span)}")));
        }

        return first is null ? ExitCode.Ok : verb.Fail(AuditTexts.Unsound(first.Indonesian, first.English), ExitCode.InvalidData);
    });

    private sealed record Verified(string Gateway, string Key, bool Sound, long Entries, string? Root, IReadOnlyList<Bad> Faults);

    private sealed record Bad(string Kind, long First, long Last, string Text);
}
