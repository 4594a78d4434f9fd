using System.CommandLine;
using System.Text;
using System.Text.Json;
using Pmo.AuditLog;
using Pmo.AuditLog.Export;
using Pmo.AuditLog.Remote;
using Pmo.Client.Audits;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit export</c>: all entries of a query in a file, with a manifest beside it.</summary>
internal static class ExportCommand
{
    public const string NdJson = "ndjson";
    private const string Csv = "csv";

    public static Command Create(Language language, Func<ParseResult, Verb> start)
    {
        var isEnglish = language == Language.En;
        var command = new Command("export", isEnglish ? "all entries of a query in a file, with a manifest (DPO)" : "semua catatan ke berkas, dengan manifes (DPO)");
        var filters = new FilterOptions(language);
        var log = new LogOptions(language);
        var output = new Option<string>("--out") { Description = isEnglish ? "the file" : "berkasnya", Required = true };
        var format = new Option<string>("--format") { Description = "ndjson | csv", DefaultValueFactory = _ => NdJson };
        format.AcceptOnlyFromAmong(NdJson, Csv);
        var force = new Option<bool>("--force") { Description = isEnglish ? "replace a file that is there" : "ganti berkas yang sudah ada" };
        filters.AddTo(command);
        command.Options.Add(output);
        command.Options.Add(format);
        command.Options.Add(force);
        command.SetAction((parsed, cancel) =>
        {
            var verb = start(parsed);
            return log.WithLogAsync(verb, (client, origin, _) => Deposit.WriteAsync(
                verb, verb.Required(output), verb.Value(force),
                content => FillAsync(verb, filters.Read(verb), verb.Required(format), content, client, origin, cancel)));
        });
        return command;
    }

    private static async Task<(Manifest? Manifest, int Exit)> FillAsync(
        Verb verb, IReadOnlyList<KeyValuePair<string, string>> filters, string format, Stream content, LogClient log, Uri origin, CancellationToken cancel)
    {
        Manifest? manifest = null;
        var exit = await verb.WithGatewayAsync(async gateway =>
        {
            var (scope, count) = ("own", 0);
            content.Write(format == Csv ? Encoding.UTF8.GetBytes(EntryCsv.ByteOrderMark + EntryCsv.Header) : []);
            var problem = await new AuditReader(gateway).EachAsync(
                filters, most: null,
                page =>
                {
                    scope = page.Scope;
                    count += page.Entries.Count;
                    content.Write(Encoding.UTF8.GetBytes(string.Concat(page.Entries.Select(item => format == Csv ? CsvLine(item) : JsonLine(item)))));
                },
                cancel);
            if (problem is not null)
            {
                return verb.Fail(problem);
            }

            manifest = new Manifest(
                Manifest.Current, "", format, "", origin.GetLeftPart(UriPartial.Authority), scope, filters.ToDictionary(f => f.Key, f => f.Value), count,
                verb.Host.Time.GetUtcNow(), (await log.KeyAsync(cancel)).ToString(), await log.NoteAsync(cancel));
            return ExitCode.Ok;
        });
        return (manifest, exit);
    }

    // The entry's own text goes in as it came: it is what the log commits to.
    private static string JsonLine(AuditItem item) =>
        $$"""{"seq":{{item.Seq}}{{(item.Entry is { } entry ? $",\"entry\":{entry.GetRawText()}" : "")}}{{(item.Salt is { } salt ? $",\"salt\":{JsonSerializer.Serialize(salt, ApiJson.Options)}" : "")}}}""" + "\n";

    private static string CsvLine(AuditItem item) => ListCommand.Read(item) is { } entry ? EntryCsv.Line(entry) : "";
}
