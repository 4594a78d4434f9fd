using System.CommandLine;
using Pmo.Agreements;
using Pmo.Cli.Screens;
using Pmo.Client.Messages;

namespace Pmo.Cli.Policies;

/// <summary>
/// <c>pmo policy diff OLD NEW [--requests FILE.ndjson]</c>: which agreements changed, and which of the cases of both and of recorded
/// requests would be decided otherwise. Exit 0 whatever it finds, 3 when something cannot be read.
/// </summary>
internal static class DiffCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("diff", T("apa yang akan diputuskan lain", "what would be decided otherwise"));
        var old = new Argument<string>("OLD") { Description = T("folder yang berlaku", "folder in force") };
        var young = new Argument<string>("NEW") { Description = T("folder yang akan berlaku", "folder to come") };
        var requests = new Option<string?>("--requests") { Description = T("permintaan tercatat, NDJSON", "recorded requests, NDJSON") };
        command.Arguments.Add(old);
        command.Arguments.Add(young);
        command.Options.Add(requests);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return Task.FromResult(Run(verb, verb.Required(old), verb.Required(young), verb.Value(requests), cancel));
        });
        return command;
    }

    private static int Run(Verb verb, string oldFolder, string newFolder, string? file, CancellationToken cancel)
    {
        if (PolicyFolder.Open(verb, oldFolder, cancel) is not { } old || PolicyFolder.Open(verb, newFolder, cancel) is not { } young
            || PolicyFolder.Cases(verb, oldFolder, cancel) is not { } oldCases || PolicyFolder.Cases(verb, newFolder, cancel) is not { } newCases)
        {
            return ExitCode.InvalidData;
        }

        if (ReadRecords(file) is not { } records)
        {
            return verb.Fail(PolicyTexts.RecordsMissing(file!));
        }

        if (records.Errors.Count > 0)
        {
            PolicyFolder.Report(verb, Path.GetDirectoryName(file) ?? "", records.Errors);
            return ExitCode.InvalidData;
        }

        // The same case stands in both as a rule: once is enough.
        var cases = oldCases.Concat(newCases).DistinctBy(one => (one.At.File, one.Name, $"{one.Request} {string.Join(',', one.Request.Datasets ?? [])}"))
            .Select(one => new NamedRequest($"{one.At.File}: {one.Name}", one.Request, IsRecorded: false));
        Print(verb, PolicyDiff.Of(old, young, [.. cases, .. records.Requests]), records.Skipped);
        return ExitCode.Ok;
    }

    private static RequestRecords? ReadRecords(string? file)
    {
        try
        {
            return file is null ? new RequestRecords([], 0, []) : RequestRecords.Read(Path.GetFileName(file), File.ReadLines(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Print(Verb verb, PolicyDiff diff, int skipped)
    {
        if (verb.Json)
        {
            verb.PrintJson(new
            {
                diff.Compared,
                skipped,
                agreements = diff.Agreements.Select(one => new
                {
                    one.Id,
                    change = Change(one),
                    removed = one.Removed.Select(line => verb.T(line.Id, line.En).Trim()),
                    added = one.Added.Select(line => verb.T(line.Id, line.En).Trim()),
                }),
                decisions = diff.Decisions.Select(one => new
                {
                    request = one.Request.Name,
                    old = DecisionChange.Render(one.Old),
                    @new = DecisionChange.Render(one.Young),
                }),
            });
            return;
        }

        foreach (var one in diff.Agreements)
        {
            verb.Screen.Print(Screen.Plain($"{Mark(one)} {one.Id}"));
            PrintLines(verb, "  - ", one.Removed);
            PrintLines(verb, "  + ", one.Added);
        }

        foreach (var one in diff.Decisions)
        {
            verb.Screen.Print(Screen.Plain(one.Request.Name));
            verb.Screen.Print(Screen.Plain($"  - {DecisionChange.Render(one.Old)}"));
            verb.Screen.Print(Screen.Plain($"  + {DecisionChange.Render(one.Young)}"));
        }

        verb.Screen.Print(verb.T(
            $"{diff.Agreements.Count} perjanjian berubah; {diff.Decisions.Count} dari {diff.Compared} permintaan diputuskan lain ({skipped} baris dilewati).",
            $"{diff.Agreements.Count} agreements differ; {diff.Decisions.Count} of {diff.Compared} requests are decided otherwise ({skipped} lines skipped)."));
    }

    private static void PrintLines(Verb verb, string mark, IEnumerable<LocalizedText> lines)
    {
        foreach (var line in lines)
        {
            verb.Screen.Print(Screen.Plain(mark + verb.T(line.Id, line.En).Trim()));
        }
    }

    private static string Change(AgreementChange one) => one.Was ? one.Is ? "changed" : "removed" : "added";

    private static string Mark(AgreementChange one) => one.Was ? one.Is ? "~" : "-" : "+";
}
