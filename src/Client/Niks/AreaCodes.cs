using System.Collections.Frozen;
using System.Globalization;
using CsvHelper;

namespace Pmo.Client.Niks;

/// <summary>
/// The areas that the first six digits of a NIK can name: all provinces, and for Lampung (18) every kecamatan, after Kepmendagri
/// 300.2.2-2430/2025, with codes presumed retired when regencies were split off. Kemendagri's codes, not those of BPS. Thread-safe.
/// </summary>
internal static class AreaCodes
{
    public const int Home = 18;

    private static readonly FrozenDictionary<int, string> Provinces =
        Rows("provinces").ToFrozenDictionary(r => Number(r[0]), r => r[1]);

    private static readonly FrozenSet<int> Districts =
        Rows("wilayah-lampung").Select(r => Number(r[1])).Concat(Rows("retired-codes-presumed").Select(r => Number(r[0]))).ToFrozenSet();

    private static readonly FrozenSet<int> Regencies =
        Rows("kabkota-lampung").Select(r => Number(r[0].Replace(".", "", StringComparison.Ordinal))).ToFrozenSet();

    /// <summary>How many of the leading digits name no known area: 2 province, 4 regency, 6 kecamatan; 0 when all is known.</summary>
    /// <param name="district">Six digits.</param>
    public static int UnknownDigits(int district)
    {
        var province = district / 10_000;
        if (!Provinces.ContainsKey(province))
        {
            return 2;
        }

        if (province != Home || Districts.Contains(district))
        {
            return 0;
        }

        return Regencies.Contains(district / 100) ? 6 : 4;
    }

    /// <summary>A province's name, by its known code.</summary>
    public static string Province(int code) => Provinces[code];

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static List<string[]> Rows(string name)
    {
        var rows = new List<string[]>();
        using var stream = typeof(AreaCodes).Assembly.GetManifestResourceStream($"Pmo.Client.Niks.Data.{name}.csv")!;
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',' });
        while (csv.Read())
        {
            rows.Add([csv.GetString(0), csv.GetString(1)]);
        }

        return rows;
    }
}
