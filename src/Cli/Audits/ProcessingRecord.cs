using System.Globalization;
using System.Net;
using System.Text;
using Pmo.Agreements;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Audits;

/// <summary>The record of processing activities (UU 27/2022 art. 31): one activity for each agreement that was in force in the period.</summary>
internal sealed class ProcessingRecord(Language language, ReportPeriod period, AgreementList list)
{
    private readonly StringBuilder _html = new();

    public string Write()
    {
        _html.Append(CultureInfo.InvariantCulture, $"""
            <h2>{T("Kegiatan pemrosesan", "Processing activities")}</h2>
            <p>{T("Satu kegiatan untuk setiap perjanjian yang berlaku dalam periode. Data: penanda semu atas NIK atau nomor KK, dan kolom yang dibuka perjanjian; NIK mentah tidak pernah diproses gateway. Subjek: penerima dan calon penerima bantuan. Pengamanan: VOPRF (RFC 9497), keputusan bertanda tangan, log audit yang dapat diverifikasi. Rincian log disimpan 60 bulan kecuali diatur lain.",
                "One activity for each agreement in force in the period. Data: pseudonyms of NIK or KK numbers, and the fields that the agreement discloses; the gateway never processes a raw NIK. Subjects: recipients of aid and those considered. Safeguards: VOPRF (RFC 9497), signed decisions, a verifiable audit log. Details of the log are kept 60 months unless set otherwise.")}</p>
            <p>{T("Himpunan perjanjian", "Set of agreements")}: <code>{Text(list.Policy)}</code></p>

            """);
        foreach (var agreement in list.Agreements.Where(a => a.From <= period.Last && a.Until >= period.First))
        {
            Activity(agreement);
        }

        return _html.ToString();
    }

    private void Activity(AgreementInfo agreement)
    {
        var permits = agreement.Permits ?? [];
        _html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(agreement.Title)} ({Text(agreement.Id)})</h3>\n<table>\n");
        Row(T("Nomor", "Number"), agreement.Number ?? "-");
        Row(T("Berlaku", "In force"), string.Create(CultureInfo.InvariantCulture, $"{agreement.From:O} – {agreement.Until:O}"));
        Row(T("Dasar hukum", "Legal basis"), agreement.Basis);
        Row(T("Tujuan", "Purposes"), string.Join(", ", agreement.Purposes));
        Row(T("Penerima", "Recipient"), agreement.Party ?? "-");
        Row(T("Pemrosesan dan kategori data", "Processing and categories of data"), [.. permits.Select(Describe)]);
        Row(T("Dataset, pengendali, dan retensi", "Datasets, controllers and retention"), [.. permits.SelectMany(p => p.Datasets).Distinct(StringComparer.Ordinal).Select(Describe)]);
        Row(T("Persetujuan pemilik", "Owners’ approvals"), [.. (agreement.Approvals ?? []).Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Owner}: {a.By}, {a.Date:O}"))]);
        _html.Append("</table>\n");
    }

    private string Describe(AgreementPermit permit)
    {
        var kinds = permit.Kinds.Select(kind => Vocabulary.TryParse(kind, out PersonKind known) ? Words(TermTexts.Of(known)) : kind);
        var shown = permit.Disclose.Select(name => Vocabulary.TryParse(name, out Disclosure known) ? Words(TermTexts.Of(known)) : name);
        return $"{permit.Operation}: {string.Join(", ", kinds.Concat(shown))}".TrimEnd(' ', ':');
    }

    private string Describe(string dataset)
    {
        if ((list.Datasets ?? []).FirstOrDefault(d => d.Id == dataset) is not { Owner: { } owner } known)
        {
            return dataset;
        }

        var until = known.RetainUntil is { } day ? day.ToString("O", CultureInfo.InvariantCulture) : T("belum dibuat", "not made yet");
        return $"{dataset}: {owner}, {T("disimpan sampai", "kept until")} {until}{(known.State == "closed" ? T(" (ditutup)", " (closed)") : "")}{(known.Basis is { } basis ? $"; {basis}" : "")}";
    }

    private void Row(string name, params string[] lines) => _html.Append(
        CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(name)}</th><td>{(lines.Length == 0 ? "-" : string.Join("<br>", lines.Select(Text)))}</td></tr>\n");

    private string Words(LocalizedText text) => language == Language.En ? text.En : text.Id;

    private string T(string id, string en) => language == Language.En ? en : id;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
