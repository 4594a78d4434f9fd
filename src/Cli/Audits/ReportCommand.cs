using System.CommandLine;
using System.Globalization;
using System.Text;
using Pmo.AuditLog;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Remote;
using Pmo.Client.Audits;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit report</c>: a month, half a year, or the record of processing, as a page to print, with a manifest beside it.</summary>
internal static class ReportCommand
{
    public const string Html = "html";
    private const string Monthly = "monthly";
    private const string Semester = "semester";
    private const string Ropa = "ropa";

    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var isEnglish = language == Language.En;
        var command = new Command("report", isEnglish ? "a page to print, with a manifest (DPO)" : "laporan untuk dicetak, dengan manifes (DPO)");
        var log = new LogOptions(language);
        var month = new Option<string>("--month")
        {
            Description = isEnglish ? "YYYY-MM; of a semester or a record of processing: its last month" : "YYYY-MM; untuk semester atau ROPA: bulan terakhirnya",
            Required = true,
        };
        var kind = new Option<string>("--kind") { Description = $"{Monthly} | {Semester} | {Ropa}", DefaultValueFactory = _ => Monthly };
        kind.AcceptOnlyFromAmong(Monthly, Semester, Ropa);
        var output = new Option<string>("--out") { Description = isEnglish ? "the file, .html" : "berkasnya, .html", Required = true };
        var force = new Option<bool>("--force") { Description = isEnglish ? "replace a file that is there" : "ganti berkas yang sudah ada" };
        command.Options.Add(month);
        command.Options.Add(kind);
        command.Options.Add(output);
        command.Options.Add(force);
        log.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            var (form, months) = verb.Required(kind) switch { Semester => (Semester, 6), Ropa => (Ropa, 12), _ => (Monthly, 1) };
            if (ReportPeriod.Ending(verb.Required(month), months, verb.Host.Time.Today()) is not { } period)
            {
                return Task.FromResult(verb.Fail(AuditTexts.MonthInvalid(verb.Required(month)), ExitCode.Usage));
            }

            return log.WithLogAsync(verb, (client, origin, pinned) => Deposit.WriteAsync(
                verb, verb.Required(output), verb.Value(force), content => FillAsync(verb, form, period, content, (client, origin, pinned), cancel)));
        });
        return command;
    }

    private static async Task<(Manifest? Manifest, int Exit)> FillAsync(
        Verb verb, string form, ReportPeriod period, Stream content, (LogClient Client, Uri Origin, NoteKey? Pinned) log, CancellationToken cancel)
    {
        Manifest? manifest = null;
        var exit = await verb.WithGatewayAsync(async gateway =>
        {
            var filters = new Dictionary<string, string>
            {
                ["from"] = period.First.ToString("O", CultureInfo.InvariantCulture), ["until"] = period.Last.ToString("O", CultureInfo.InvariantCulture),
            };
            var (scope, entries, ledger) = ("own", new List<AuditEntry>(), new EntryLedger(isWhole: false));
            var problem = await new AuditReader(gateway).EachAsync(
                [.. filters], most: null,
                page =>
                {
                    scope = page.Scope;
                    entries.AddRange(page.Entries.Select(ListCommand.Read).OfType<AuditEntry>());
                    page.Entries.ToList().ForEach(item => ledger.Add(item.Seq, item.Entry?.GetRawText(), item.Salt));
                },
                cancel);
            if (problem is not null)
            {
                return verb.Fail(problem);
            }

            var within = new[] { KeyValuePair.Create("from", filters["from"]), KeyValuePair.Create("to", filters["until"]) };
            if (!(await new AlarmReader(gateway).AllAsync(within, most: null, cancel)).TryGet(out var alarms, out problem))
            {
                return verb.Fail(problem);
            }

            AgreementList? agreements = null;
            if (form == Ropa && !(await new AgreementReader(gateway).AllAsync(cancel)).TryGet(out agreements, out problem))
            {
                return verb.Fail(problem);
            }

            // The report says whether what it is made of is what was committed to.
            var key = log.Pinned ?? await log.Client.KeyAsync(cancel);
            var integrity = await RemoteVerifier.VerifyAsync(log.Client, key, (place, leaves) => Task.FromResult(ledger.Compare(place, leaves)), cancel);
            var note = await log.Client.NoteAsync(cancel);
            var page = new ReportPage(
                verb.Language, form, period, gateway.Organisation, scope, log.Origin.Authority, UsageTally.Of(entries), integrity, ledger.Compared, alarms.Alarms, agreements);
            content.Write(Encoding.UTF8.GetBytes(page.Write()));
            manifest = new Manifest(
                Manifest.Current, "", Html, "", log.Origin.GetLeftPart(UriPartial.Authority), scope, filters, entries.Count, verb.Host.Time.GetUtcNow(),
                key.ToString(), note);
            return ExitCode.Ok;
        });
        return (manifest, exit);
    }
}
