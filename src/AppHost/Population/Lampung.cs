using System.Globalization;

namespace Pmo.AppHost.Population;

/// <summary>Lampung's 229 kecamatan (Kepmendagri 300.2.2-2430/2025) and villages in them, whose numbers have the right shape and are invented. Thread-safe.</summary>
internal static class Lampung
{
    private const int VillagesOfDistrict = 12; // Lampung has 2,654 in 229

    /// <summary>Codes of 6 digits.</summary>
    public static IReadOnlyList<string> Districts { get; } = Read();

    /// <summary>A village of a kecamatan, 10 digits: a city's are kelurahan, numbered from 1001, a regency's mostly desa, from 2001.</summary>
    public static string Village(string district, ulong draw) => string.Create(
        CultureInfo.InvariantCulture, $"{district}{(district[2] == '7' ? 1001 : 2001) + (int)(draw % VillagesOfDistrict)}");

    private static List<string> Read()
    {
        using var lines = new StreamReader(typeof(Lampung).Assembly.GetManifestResourceStream("Pmo.AppHost.Population.wilayah-lampung.csv")!);
        var districts = new List<string>();
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            districts.Add(line.Split(',')[1]);
        }

        return districts;
    }
}
