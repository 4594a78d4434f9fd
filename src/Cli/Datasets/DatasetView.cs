using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Datasets;

/// <summary>Shows one dataset.</summary>
internal static class DatasetView
{
    public static void Print(Verb verb, DatasetInfo dataset)
    {
        if (verb.Json)
        {
            verb.PrintJson(dataset);
            return;
        }

        (string Name, string? Value)[] lines =
        [
            ("id", dataset.Id),
            (verb.T("judul", "title"), dataset.Title),
            (verb.T("jenis", "kind"), dataset.Kind),
            (verb.T("pemilik", "owner"), dataset.Owner),
            (verb.T("keadaan", "state"), dataset.State),
            (verb.T("satuan", "unit"), dataset.Unit),
            (verb.T("dasar hukum", "basis"), dataset.Basis),
            (verb.T("disimpan sampai", "retain until"), Day(dataset.RetainUntil)),
            ("program", dataset.Programme),
            (verb.T("jenis bantuan", "aid type"), dataset.AidType),
            (verb.T("tahun", "year"), dataset.Year?.ToString(CultureInfo.InvariantCulture)),
            (verb.T("anggaran", "budget"), dataset.Budget?.ToString(CultureInfo.InvariantCulture)),
            (verb.T("rujukan", "reference"), dataset.Reference),
            (verb.T("per tanggal", "as of"), Day(dataset.AsOf)),
            (verb.T("baris", "rows"), dataset.Rows?.ToString(CultureInfo.InvariantCulture)),
            (verb.T("tanpa NIK per wilayah", "without NIK by region"), Counts(dataset.WithoutNik, verb.T("tidak diketahui", "unknown"))),
            (verb.T("mutu data", "data quality"), Counts(dataset.Quality, "-")),
        ];
        foreach (var (name, value) in lines.Where(l => l.Value is not null))
        {
            verb.Screen.Print($"{name}: {Screen.Plain(value!)}");
        }
    }

    /// <summary>Null when there is nothing to count.</summary>
    private static string? Counts(IReadOnlyDictionary<string, int>? counts, string nameless) => counts is { Count: > 0 }
        ? string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{(c.Key.Length == 0 ? nameless : c.Key)} {c.Value}")))
        : null;

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
