using System.CommandLine;
using System.Globalization;
using System.Text;
using Pmo.AuditLog;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Export;
using Pmo.Cli.Screens;
using Pmo.Client.Audits;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;
using Spectre.Console;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit list</c>: entries, the newest first.</summary>
internal static class ListCommand
{
    private const int DefaultLimit = 50;

    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var isEnglish = language == Language.En;
        var command = new Command("list", isEnglish ? "entries, the newest first (DPO)" : "catatan, yang terbaru dahulu (DPO)");
        var filters = new FilterOptions(language);
        var limit = new Option<int>("--limit") { Description = isEnglish ? "at most so many" : "paling banyak sekian", DefaultValueFactory = _ => DefaultLimit };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit >= 1");
            }
        });
        var csv = new Option<bool>("--csv") { Description = isEnglish ? "CSV on stdout" : "CSV di stdout" };
        filters.AddTo(command);
        command.Options.Add(limit);
        command.Options.Add(csv);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return RunAsync(verb, filters.Read(verb), verb.Value(limit), verb.Value(csv), cancel);
        });
        return command;
    }

    /// <summary>The entry of an item; null when it has been damaged.</summary>
    public static AuditEntry? Read(AuditItem item) => item.Entry is { } entry ? EntryBytes.Read(Encoding.UTF8.GetBytes(entry.GetRawText())) : null;

    private static Task<int> RunAsync(
        Verb verb, IReadOnlyList<KeyValuePair<string, string>> filters, int limit, bool isCsv, CancellationToken cancel) =>
        verb.WithGatewayAsync(async gateway =>
        {
            var (scope, items) = ("own", new List<AuditItem>());
            var problem = await new AuditReader(gateway).EachAsync(
                filters, limit,
                page =>
                {
                    scope = page.Scope;
                    items.AddRange(page.Entries);
                },
                cancel);
            if (problem is not null)
            {
                return verb.Fail(problem);
            }

            if (verb.Json)
            {
                verb.PrintJson(new AuditPage(scope, items));
            }
            else if (isCsv)
            {
                verb.Screen.Output.Write(EntryCsv.Header + string.Concat(items.Select(Read).OfType<AuditEntry>().Select(EntryCsv.Line)));
            }
            else
            {
                Print(verb, items);
            }

            return ExitCode.Ok;
        });

    private static void Print(Verb verb, List<AuditItem> items)
    {
        if (items.Count == 0)
        {
            verb.Screen.Note(verb.T("Tidak ada catatan yang cocok.", "No entry matches."));
            return;
        }

        var table = Screen.NewTable(
            verb.T("waktu (WIB)", "time (WIB)"), verb.T("organisasi", "organisation"), verb.T("operasi", "operation"), verb.T("keputusan", "decision"),
            verb.T("orang", "persons"), verb.T("alasan", "reason"));
        foreach (var column in table.Columns)
        {
            column.Padding = new Padding(0, 0, 1, 0); // six columns within 80
        }

        foreach (var item in items)
        {
            if (Read(item) is { } entry)
            {
                Screen.AddRow(
                    table, Time(entry.At), Cut(entry.Organisation ?? "-", 12), Cut(entry.Operation ?? "-", 11), Decision(verb, entry, item.Salt is null),
                    Persons(entry), Cut(string.Join(' ', entry.Reasons ?? []), 12));
            }
            else
            {
                Screen.AddRow(table, "-", "-", "-", verb.T("rusak", "damaged"), "-", item.Seq.ToString(CultureInfo.InvariantCulture));
            }
        }

        verb.Screen.Print(table);
    }

    private static string Time(DateTimeOffset at) => at.ToOffset(Wib.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Decision(Verb verb, AuditEntry entry, bool isErased) => isErased ? verb.T("dihapus", "erased") : entry.Decision switch
    {
        AuditDecision.Allow => verb.T("boleh", "allow"),
        AuditDecision.Deny => verb.T("ditolak", "deny"),
        AuditDecision.Outcome => string.Create(CultureInfo.InvariantCulture, $"{verb.T("hasil", "outc.")} {entry.Status}"),
        _ => entry.Decision,
    };

    private static string Persons(AuditEntry entry) => entry.Rows is not { } rows ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{rows}{(entry.Matched is { } matched ? $"/{matched}" : "")}");

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
