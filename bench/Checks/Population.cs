using System.Globalization;
using Pmo.Protocol.Inputs;

namespace Pmo.Bench.Checks;

/// <summary>
/// Invented people, always the same, all different: person i is a number of a mixed-radix code that i, multiplied by a prime, runs
/// through once. Serials below 5000; nobody real is meant.
/// </summary>
internal static class Population
{
    // Kecamatan of Bandar Lampung and Lampung Tengah (Kepmendagri 300.2.2-2430/2025).
    private static readonly string[] Districts = ["187101", "187102", "187103", "180201", "180202", "180203"];
    private const int Days = 28;
    private const int WomensDay = 40; // added to the day of birth
    private const int Months = 12;
    private const int Years = 55; // born 1945 to 1999
    private const int FirstYear = 45;
    private const int Serials = 4999;
    private const long Span = 6L * 2 * Days * Months * Years * Serials;

    // No factor of Span (2, 3, 5, 7, 11, 4999): neighbours look unrelated and nobody comes twice.
    private const long Stride = 1_000_000_007;

    /// <summary>Persons <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> − 1; any two indexes below 1,100,000,000 differ.</summary>
    public static Nik[] Make(int from, int count) => [.. Enumerable.Range(from, count).Select(Person)];

    private static Nik Person(int index)
    {
        var code = index * Stride % Span;
        var serial = Digit(ref code, Serials) + 1;
        var year = Digit(ref code, Years) + FirstYear;
        var month = Digit(ref code, Months) + 1;
        var day = Digit(ref code, Days) + 1 + (Digit(ref code, 2) * WomensDay);
        var text = string.Create(CultureInfo.InvariantCulture, $"{Districts[code]}{day:D2}{month:D2}{year:D2}{serial:D4}");
        return Nik.TryParse(text, out var nik, out _) == NikDefect.None
            ? nik
            : throw new InvalidOperationException("The generator made something that is no NIK.");
    }

    private static int Digit(ref long code, int radix)
    {
        var digit = (int)(code % radix);
        code /= radix;
        return digit;
    }
}
