using System.CommandLine;
using System.Globalization;
using Pmo.AuditLog.Export;
using Pmo.Cli.Screens;
using Pmo.Client.Audits;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit alarms</c>: what a data-protection officer should look at, and closing it.</summary>
internal static class AlarmsCommand
{
    private const int DefaultLimit = 50;
    private static readonly string[] CsvNames =
        ["id", "at", "kind", "organisation", "agreement", "datasets", "state", "verdict", "note", "closedBy", "closedAt", "detail", "entries"];

    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("alarms", T("alarm, yang terbaru dahulu (DPO)", "alarms, the newest first (DPO)"));
        Option<string?>[] filters =
        [
            new("--state") { Description = "open | closed" },
            new("--organisation") { Description = T("tentang siapa", "about whom") },
            new("--kind") { Description = T("jenis alarm", "kind of alarm") },
            new("--from") { Description = T("dari hari ini (YYYY-MM-DD, WIB)", "from this day (YYYY-MM-DD, WIB)") },
            new("--to") { Description = T("sampai dengan hari ini", "up to and including this day") },
        ];
        var limit = new Option<int>("--limit") { Description = T("paling banyak sekian", "at most so many"), DefaultValueFactory = _ => DefaultLimit };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit >= 1");
            }
        });
        var csv = new Option<bool>("--csv") { Description = T("CSV di stdout", "CSV on stdout") };
        foreach (var filter in filters)
        {
            command.Options.Add(filter);
        }

        command.Options.Add(limit);
        command.Options.Add(csv);
        command.Subcommands.Add(CreateClose(language, start));
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            var given = filters.Select(f => KeyValuePair.Create(f.Name[2..], verb.Value(f))).Where(f => f.Value is not null);
            return ListAsync(verb, [.. given.Select(f => KeyValuePair.Create(f.Key, f.Value!))], verb.Value(limit), verb.Value(csv), cancel);
        });
        return command;
    }

    private static Command CreateClose(Language language, Func<ParseResult, Verb> start)
    {
        string T(string id, string en) => language == Language.En ? en : id;
        var command = new Command("close", T("tutup alarm dengan penilaian dan catatan", "close an alarm with a verdict and a note"));
        var id = new Argument<string>("ID");
        var verdict = new Option<string>("--verdict") { Description = T("fair (Wajar) | follow-up (Tindak lanjuti)", "fair | follow-up"), Required = true };
        verdict.AcceptOnlyFromAmong(AlarmVerdict.Fair, AlarmVerdict.FollowUp);
        var note = new Option<string>("--note")
        {
            Description = T("mengapa; tanpa nama atau nomor orang", "why; no names or numbers of persons"), Required = true,
        };
        command.Arguments.Add(id);
        command.Options.Add(verdict);
        command.Options.Add(note);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return verb.WithGatewayAsync(async gateway =>
            {
                var closing = new AlarmVerdict(verb.Required(verdict), verb.Required(note));
                if (!(await new AlarmReader(gateway).CloseAsync(verb.Required(id), closing, cancel)).TryGet(out var closed, out var problem))
                {
                    return verb.Fail(problem);
                }

                if (verb.Json)
                {
                    verb.PrintJson(closed);
                }
                else
                {
                    verb.Screen.Print(Screen.Plain($"{closed.Id}: {AlarmTexts.State(closed, verb.Language)}"));
                }

                return ExitCode.Ok;
            });
        });
        return command;
    }

    private static Task<int> ListAsync(
        Verb verb, IReadOnlyList<KeyValuePair<string, string>> filters, int limit, bool isCsv, CancellationToken cancel) =>
        verb.WithGatewayAsync(async gateway =>
        {
            if (!(await new AlarmReader(gateway).AllAsync(filters, limit, cancel)).TryGet(out var page, out var problem))
            {
                return verb.Fail(problem);
            }

            if (verb.Json)
            {
                verb.PrintJson(page);
            }
            else if (isCsv)
            {
                verb.Screen.Output.Write(CsvLine.Of(CsvNames) + string.Concat(page.Alarms.Select(alarm => CsvLine.Of(Cells(alarm)))));
            }
            else if (page.Alarms.Count == 0)
            {
                verb.Screen.Note(verb.T("Tidak ada alarm.", "No alarms."));
            }
            else
            {
                Print(verb, page.Alarms);
            }

            return ExitCode.Ok;
        });

    // Two lines each: the id is what closing asks for, and is as long as half a line.
    private static void Print(Verb verb, IReadOnlyList<AlarmItem> alarms)
    {
        foreach (var alarm in alarms)
        {
            var time = alarm.At.ToOffset(Wib.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            verb.Screen.Print(Screen.Plain($"{alarm.Id}  {time} WIB  {AlarmTexts.State(alarm, verb.Language)}"));
            verb.Screen.Print(Screen.Plain($"  {alarm.Organisation}: {AlarmTexts.Kind(alarm.Kind, verb.Language)} ({AlarmTexts.Detail(alarm, verb.Language)})"));
            if (alarm.Note is { } note)
            {
                verb.Screen.Print(Screen.Plain($"  {alarm.ClosedBy}: {note}"));
            }
        }
    }

    private static string[] Cells(AlarmItem alarm) =>
    [
        alarm.Id, Time(alarm.At), alarm.Kind, alarm.Organisation, alarm.Agreement ?? "", string.Join(' ', alarm.Datasets ?? []), alarm.State,
        alarm.Verdict ?? "", alarm.Note ?? "", alarm.ClosedBy ?? "", alarm.ClosedAt is { } closed ? Time(closed) : "",
        AlarmTexts.Detail(alarm, Language.En), string.Join(' ', alarm.Entries),
    ];

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
