using System.Globalization;

namespace Pmo.Cli.Questions;

/// <summary>How the dimensions of a breakdown are shown.</summary>
internal static class DimensionText
{
    public static string Header(Verb verb, string dimension) => dimension switch
    {
        "region" => verb.T("wilayah", "region"),
        "programme" => verb.T("program", "programme"),
        "year" => verb.T("tahun", "year"),
        "needs" => verb.T("kebutuhan", "need"),
        _ => dimension,
    };

    public static string Region(Verb verb, string? code, bool? rest) => (code, rest) switch
    {
        ("", true) => verb.T("lainnya", "others"),
        ("" or null, _) => "-",
        (_, true) => code + verb.T(" lainnya", " others"),
        _ => code,
    };

    public static string Desil(int? desil) => desil is null or 0 ? "-" : desil.Value.ToString(CultureInfo.InvariantCulture);

    public static string Year(int? year) => year is null or 0 ? "-" : year.Value.ToString(CultureInfo.InvariantCulture);
}
