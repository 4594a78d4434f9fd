using System.Globalization;
using System.Net;
using System.Text;
using Pmo.AuditLog.Verify;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Cli.Audits;

/// <summary>A report as a page to print: whole in one file, no script, nothing fetched. What comes from entries is text, never markup.</summary>
internal sealed class ReportPage(
    Language language, string form, ReportPeriod period, string organisation, string scope, string gateway, UsageTally tally, LogReport integrity,
    int compared, IReadOnlyList<AlarmItem> alarms, AgreementList? agreements)
{
    private const string Style =
        "body{font:11pt/1.4 sans-serif;max-width:52em;margin:2em auto;padding:0 1em;color:#111}h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}"
        + "table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.25em .5em;text-align:left}td.n{text-align:right}"
        + ".bad{border:3px solid #b00;padding:.5em}code{overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}";

    private readonly StringBuilder _html = new();

    public string Write()
    {
        var title = form switch
        {
            "ropa" => T("Catatan kegiatan pemrosesan (UU 27/2022 pasal 31)", "Record of processing activities (UU 27/2022, article 31)"),
            "semester" => T("Laporan pemakaian semester", "Semester usage report"),
            _ => T("Laporan bulanan log audit", "Monthly audit report"),
        };
        _html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="{(language == Language.En ? "en" : "id")}"><head><meta charset="utf-8"><title>{Text(title)}</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>{Style}</style></head><body>
            <h1>{Text(title)}</h1>
            <p>{T("Periode", "Period")}: {Text(period.ToString())} (WIB). Gateway: {Text(gateway)}. {T("Dibuat oleh", "Made by")}: {Text(organisation)}.
            {T("Cakupan", "Scope")}: {(scope == "all" ? T("semua catatan", "all entries")
                : T("perbuatan organisasi sendiri dan akses atas datanya", "acts of the own organisation and accesses to its data"))}.
            {T("Catatan", "Entries")}: {tally.Entries}.</p>

            """);
        Integrity();
        if (agreements is not null)
        {
            _html.Append(new ProcessingRecord(language, period, agreements).Write());
        }

        Usage(T("Menurut mitra", "By partner"), T("mitra", "partner"), tally.Partners);
        Usage(T("Menurut tujuan", "By purpose"), T("tujuan", "purpose"), tally.Purposes);
        Usage(T("Menurut dataset", "By dataset"), "dataset", tally.Datasets);
        Usage(T("Menurut perjanjian", "By agreement"), T("perjanjian", "agreement"), tally.Agreements);
        Table(T("Penolakan dan alasannya", "Refusals and why"), [T("alasan", "reason"), T("mitra", "partner"), T("berapa kali", "times")],
            tally.Refusals.Select(r => new[] { r.Reason, r.Organisation, Number(r.Count) }));
        Table(T("Konfigurasi, akun, dan pembacaan log", "Configuration, accounts, and reading of the log"), [T("perbuatan", "act"), T("berapa kali", "times")],
            tally.Changes.Select(c => new[] { c.Operation, Number(c.Count) }));
        Table(T("Alarm dan apa yang dilakukan", "Alarms and what was done"),
            [T("waktu (WIB)", "time (WIB)"), T("tentang", "about"), "alarm", T("penilaian", "verdict"), T("catatan", "note"), T("oleh", "by")],
            alarms.Select(a => new[]
            {
                a.At.ToOffset(Wib.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), a.Organisation,
                $"{AlarmTexts.Kind(a.Kind, language)} ({AlarmTexts.Detail(a, language)})", AlarmTexts.State(a, language), a.Note ?? "", a.ClosedBy ?? "",
            }));
        _html.Append("</body></html>\n");
        return _html.ToString();
    }

    private void Integrity()
    {
        var fault = integrity.IsSound ? null : integrity.Faults[0];
        _html.Append(CultureInfo.InvariantCulture, $"""
            <h2>{T("Keutuhan log", "Integrity of the log")}</h2>
            <p{(fault is null ? "" : " class=\"bad\"")}>{Text(fault is null
                ? T($"Utuh: semua komitmen cocok dengan checkpoint, dan {compared} dari {tally.Entries} catatan laporan ini cocok dengan komitmennya; yang sisanya belum di bawah checkpoint.",
                    $"Sound: all commitments fit the checkpoint, and {compared} of {tally.Entries} entries of this report fit their commitments; the rest is not under a checkpoint yet.")
                : T($"TIDAK utuh. Yang pertama salah: {fault.Indonesian}", $"NOT sound. First bad: {fault.English}"))}</p>
            <p>Checkpoint: {integrity.Entries} {T("catatan, akar", "entries, root")}
            <code>{Text(integrity.Newest is { } newest ? Convert.ToBase64String(newest.Root.Span) : "-")}</code>;
            {T("kunci", "key")} <code>{Text(integrity.Key?.ToString() ?? "-")}</code></p>

            """);
    }

    private void Usage(string title, string name, IReadOnlyList<UsageLine> lines) => Table(
        title, [name, T("permintaan", "requests"), T("orang", "persons"), T("cocok", "matched"), T("ditolak", "refused")],
        lines.Select(l => new[] { l.Name, Number(l.Requests), Number(l.Persons), Number(l.Matched), Number(l.Refused) }));

    private void Table(string title, string[] names, IEnumerable<string[]> rows)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2>\n");
        var lines = rows.ToList();
        if (lines.Count == 0)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<p>{T("Tidak ada.", "None.")}</p>\n");
            return;
        }

        _html.Append(CultureInfo.InvariantCulture, $"<table><thead><tr>{string.Concat(names.Select(n => $"<th scope=\"col\">{Text(n)}</th>"))}</tr></thead><tbody>\n");
        foreach (var line in lines)
        {
            _html.Append(CultureInfo.InvariantCulture,
                $"<tr>{string.Concat(line.Select(c => $"<td{(c.Length > 0 && char.IsAsciiDigit(c[0]) ? " class=\"n\"" : "")}>{Text(c)}</td>"))}</tr>\n");
        }

        _html.Append("</tbody></table>\n");
    }

    private string T(string id, string en) => language == Language.En ? en : id;

    private string Number(long value) => value.ToString("N0", CultureInfo.GetCultureInfo(language == Language.En ? "en-US" : "id-ID"));

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
