using System.Globalization;
using System.Net;
using System.Text;
using Pmo.Agreements;

namespace Pmo.Gateway.Transparency;

/// <summary>The page: plain HTML, no script, nothing fetched. What comes from files and entries is text, never markup.</summary>
internal sealed class TransparencyPage(bool english, PolicySet policies, DateOnly today, PublicFigures figures, string? checkpoint, string? key)
{
    private readonly StringBuilder _html = new();

    public string Write()
    {
        _html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="{(english ? "en" : "id")}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{T("Transparansi", "Transparency")} – PMO Gateway</title></head>
            <body><main>
            <p><a href="?lang={(english ? "id" : "en")}" lang="{(english ? "id" : "en")}">{(english ? "Bahasa Indonesia" : "English")}</a></p>
            <h1>{T("Transparansi", "Transparency")}</h1>
            <p>{T("Siapa yang boleh memeriksa tumpang tindih bantuan, seberapa sering, dan bagaimana siapa pun dapat memeriksa bahwa catatannya utuh. Angka di bawah 10 tidak ditampilkan tepat.",
                "Who may check aid for overlap, how often, and how anybody can verify that the record of it is whole. Counts below 10 are not shown exactly.")}</p>

            """);
        Table(
            T("Perjanjian yang berlaku", "Agreements in force"),
            [T("perjanjian", "agreement"), T("mitra", "partner"), T("tujuan", "purposes"), T("dari", "from"), T("sampai dengan", "until")],
            policies.Agreements.Where(a => a.From <= today && today <= a.Until).Select(a => new[]
            {
                english ? a.Title.En : a.Title.Id, a.Party.Value, string.Join(", ", a.Purposes.Select(Purpose)), Day(a.From), Day(a.Until),
            }));
        Table(T("Pemeriksaan per bulan", "Checks a month"), [T("bulan", "month"), T("pemeriksaan", "checks")], figures.Checks.Select(c => new[] { c.Name, c.Text }));
        Table(
            T("Penolakan dalam dua belas bulan", "Refusals in twelve months"), [T("alasan", "reason"), T("berapa kali", "times")],
            figures.Refusals.Select(r => new[] { r.Name.Length == 0 ? T("alasan lain yang jarang", "other, rare reasons") : r.Name, r.Text }));
        _html.Append(CultureInfo.InvariantCulture, $"""
            <h2>{T("Log audit", "Audit log")}</h2>
            <p>{T("Checkpoint terbaru:", "Newest checkpoint:")}</p>
            <pre>{Text(checkpoint ?? "-")}</pre>
            <p>{T("Kunci log (cocokkan dengan yang diumumkan operator lewat jalan lain):", "The log's key (compare it with what the operator publishes by another way):")} <code>{Text(key ?? "-")}</code></p>
            <p>{T("Memeriksa sendiri:", "Verify it yourself:")} <code>pmo audit verify --gateway URL --key {T("KUNCI", "KEY")}</code>,
            {T("dan setiap hari", "and daily")} <code>pmo audit witness --gateway URL</code>.
            {T("Log berbentuk C2SP tlog-tiles di", "The log is C2SP tlog-tiles at")} <code>/v1/audit/log/</code>.</p>
            </main></body></html>

            """);
        return _html.ToString();
    }

    private void Table(string title, string[] names, IEnumerable<string[]> rows)
    {
        var lines = rows.ToList();
        _html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2>\n");
        if (lines.Count == 0)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<p>{T("Tidak ada.", "None.")}</p>\n");
            return;
        }

        _html.Append(CultureInfo.InvariantCulture, $"<table border=\"1\"><thead><tr>{string.Concat(names.Select(n => $"<th scope=\"col\">{Text(n)}</th>"))}</tr></thead><tbody>\n");
        foreach (var line in lines)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(line.Select(c => $"<td>{Text(c)}</td>"))}</tr>\n");
        }

        _html.Append("</tbody></table>\n");
    }

    private string Purpose(Purpose purpose) =>
        policies.Purposes.TryGetValue(purpose, out var text) ? english ? text.Text.En : text.Text.Id : purpose.ToWire();

    private string T(string id, string en) => english ? en : id;

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
