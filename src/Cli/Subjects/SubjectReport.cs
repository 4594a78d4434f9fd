using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Cli.Subjects;

/// <summary>A plain report that can be handed to the person: what is held, on what ground, until when, and who asked (UU 27/2022 art. 32).</summary>
internal static class SubjectReport
{
    public static void Print(Verb verb, SubjectAnswer answer, string person)
    {
        Line(verb, verb.T("Permintaan subjek data (UU 27/2022)", "Data subject request (UU 27/2022)"));
        var isCard = answer.Kind == IdentityKind.Kk.Name;

        // Masked by whoever calls; nothing else in the report can be a number of somebody.
        verb.Screen.Print(isCard ? $"{verb.T("Nomor KK", "Family card")}: {person}" : $"NIK: {person}");
        Line(verb, $"{verb.T("Kasus", "Case")}: {answer.Case}");
        Line(verb, $"{verb.T("Bukti", "Receipt")}: {answer.Receipt}");
        Line(verb, $"{verb.T("Dataset yang diperiksa", "Datasets looked in")}: {string.Join(", ", answer.Covered.Select(c => c.Dataset))}");
        Line(verb, "");
        if (answer.Mode == "access")
        {
            PrintHeld(verb, answer, isCard);
            PrintInquiries(verb, answer);
        }
        else
        {
            PrintDone(verb, answer);
        }
    }

    private static void PrintHeld(Verb verb, SubjectAnswer answer, bool isCard)
    {
        Line(verb, answer.Datasets.Count == 0 ? verb.T("Tidak ada data yang disimpan.", "No data is held.") : verb.T("Data yang disimpan:", "Data held:"));
        foreach (var dataset in answer.Datasets)
        {
            Line(verb, $"- {dataset.Title} ({dataset.Id}), {verb.T("pemilik", "owner")} {dataset.Owner}");
            Line(verb, $"  {verb.T("dasar", "basis")}: {dataset.Basis}");
            Line(verb, $"  {verb.T("per tanggal", "as of")} {Day(dataset.AsOf)}, {verb.T("disimpan sampai", "kept until")} {Day(dataset.RetainUntil)}");
            if (isCard)
            {
                Line(verb, verb.T(
                    $"  * {dataset.Rows} baris menyebut kartu ini; isinya diminta tiap orang dengan NIK-nya",
                    $"  * {dataset.Rows} rows name this card; what they hold each person asks for by NIK"));
            }

            foreach (var record in dataset.Records)
            {
                Line(verb, $"  * {Words(verb, record)}");
            }
        }

        Line(verb, "");
    }

    private static void PrintInquiries(Verb verb, SubjectAnswer answer)
    {
        Line(verb, answer.Inquiries.Count == 0 ? verb.T("Tidak ada yang bertanya.", "Nobody has asked.") : verb.T("Siapa yang bertanya:", "Who asked:"));
        foreach (var inquiry in answer.Inquiries)
        {
            var found = inquiry.Matched switch
            {
                true => verb.T("ditemukan", "found"), false => verb.T("tidak ditemukan", "not found"), null => "-",
            };
            Line(verb, $"- {Day(inquiry.Day)} {inquiry.Organisation}: {inquiry.Operation}, {inquiry.Agreement}, {inquiry.Purpose}");
            Line(verb, $"  {string.Join(", ", inquiry.Datasets)}: {found}");
        }
    }

    private static void PrintDone(Verb verb, SubjectAnswer answer)
    {
        foreach (var dataset in answer.Datasets)
        {
            Line(verb, answer.Mode switch
            {
                "erase" => verb.T($"- {dataset.Id}: {dataset.Rows} baris dimusnahkan", $"- {dataset.Id}: {dataset.Rows} rows destroyed"),
                "lift" => verb.T($"- {dataset.Id}: pembatasan dicabut, {dataset.Rows} baris dihitung lagi", $"- {dataset.Id}: restriction lifted, {dataset.Rows} rows count again"),
                _ => verb.T($"- {dataset.Id}: {dataset.Rows} baris dibatasi", $"- {dataset.Id}: {dataset.Rows} rows restricted"),
            });
        }

        if (answer.Mode == "lift")
        {
            Line(verb, answer.Datasets.Count == 0
                ? verb.T("Orang ini tidak dibatasi dalam dataset sendiri.", "This person is not restricted in own datasets.")
                : verb.T("Bila orang ini diunggah lagi, barisnya dihitung seperti yang lain.", "If this person is uploaded again, the rows count as all others."));
            return;
        }

        Line(verb, answer.Datasets.Count == 0
            ? verb.T("Tidak ada baris (lagi) dalam dataset sendiri.", "There are no rows (any more) in own datasets.")
            : verb.T("Bila orang ini diunggah lagi, barisnya tetap dibatasi.", "If this person is uploaded again, the rows stay restricted."));
    }

    private static string Words(Verb verb, SubjectRecord record)
    {
        string?[] parts =
        [
            record.AidType, record.Period, record.Amount is { } amount ? "Rp" + amount.ToString("N0", CultureInfo.GetCultureInfo("id-ID")) : null,
            record.Region is { } region ? $"{verb.T("wilayah", "region")} {region}" : null,
            record.AidType is null ? verb.T("terdaftar", "listed") // a register is no aid
                : record.Status == "delivered" ? verb.T("sudah disalurkan", "delivered") : verb.T("diajukan", "claimed"),
            record.Restricted == true ? verb.T("dibatasi", "restricted") : null, record.Former == true ? verb.T("sudah diganti", "replaced since") : null,
        ];
        return string.Join(", ", parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    private static void Line(Verb verb, string text) => verb.Screen.Print(Screen.Plain(text));
}
