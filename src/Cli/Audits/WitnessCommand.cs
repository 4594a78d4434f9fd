using System.CommandLine;
using System.Globalization;
using Pmo.AuditLog.Remote;
using Pmo.Client.Messages;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit witness</c>: remembers the last checkpoint, and refuses a log that has not grown out of it.</summary>
internal static class WitnessCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var command = new Command("witness", language == Language.En ? "has the log grown out of what it was?" : "apakah log tumbuh dari yang pernah dilihat?");
        var log = new LogOptions(language);
        var state = new Option<string?>("--state")
        {
            Description = language == Language.En ? "where to remember (default: in PMO_HOME)" : "tempat ingatan (bawaan: dalam PMO_HOME)",
        };
        log.AddTo(command);
        command.Options.Add(state);
        command.SetAction((parsed, cancel) => RunAsync(start(parsed), log, state, cancel));
        return command;
    }

    private static Task<int> RunAsync(Verb verb, LogOptions options, Option<string?> state, CancellationToken cancel) =>
        options.WithLogAsync(verb, async (log, origin, pinned) =>
        {
            var file = new WitnessFile(verb.Value(state) ?? Path.Combine(verb.Home.Path, "witness", $"{origin.Host}_{origin.Port}.json"));
            if (!file.TryRead(out var remembered))
            {
                return verb.Fail(AuditTexts.Of(WitnessVerdict.StateDamaged, file.Path), ExitCode.InvalidData);
            }

            var (verdict, remember, checkpoint) = await Witness.LookAsync(log, remembered, pinned, cancel);
            if (remember is null)
            {
                return verb.Fail(AuditTexts.Of(verdict, file.Path), ExitCode.InvalidData);
            }

            if (!file.TryWrite(remember))
            {
                return verb.Fail(AuditTexts.StateUnwritable(file.Path), ExitCode.Usage);
            }

            if (verb.Json)
            {
                verb.PrintJson(new Seen(origin.ToString(), verdict == WitnessVerdict.First ? "first" : "consistent", checkpoint!.Size, remember.Key, remember.Note));
            }
            else
            {
                var size = checkpoint!.Size.ToString(CultureInfo.InvariantCulture);
                verb.Screen.Print(verdict == WitnessVerdict.First
                    ? verb.T($"Dilihat pertama kali: {size} catatan, kunci {remember.Key}. Cocokkan kunci ini dengan operator.",
                        $"Seen for the first time: {size} entries, key {remember.Key}. Compare this key with the operator.")
                    : verb.T($"Konsisten: {size} catatan.", $"Consistent: {size} entries."));
            }

            return ExitCode.Ok;
        });

    private sealed record Seen(string Gateway, string Verdict, long Entries, string Key, string Checkpoint);
}
