using System.Globalization;
using System.Text.RegularExpressions;

namespace Pmo.Client.Lists.Reading;

/// <summary>What a worksheet's cell holds (ECMA-376 part 1, 18.3.1.4), as text that does not depend on the reader's country.</summary>
internal static partial class CellText
{
    private const double ExactIntegers = 9_007_199_254_740_992; // 2^53: from here on a double skips whole numbers
    private const double MostDigits = 1e21;
    private const double Days1904 = 1462; // from Excel's day 0 of 1900 to that of 1904
    private const double FirstDay = -657_435; // DateTime.FromOADate knows the days from year 100
    private const double LastDay = 2_958_466; // to year 9999
    private const int EscapeLength = 7; // _x000D_
    private static readonly string[] IsoDates = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>How long a text of so many characters can be as it is written.</summary>
    public static int MostRaw(int length) => (int)Math.Min(((long)length + 1) * EscapeLength, Array.MaxLength / 2);

    /// <summary>The text of a cell.</summary>
    /// <param name="raw">Its value as it is written; not empty.</param>
    /// <param name="type">Of the value; null for a number.</param>
    /// <param name="format">What a number means.</param>
    /// <param name="book">Whose shared strings and days it refers to.</param>
    /// <param name="marks">Where a shared string is to be marked; null when it need not be.</param>
    /// <exception cref="InvalidDataException">It names a shared string that is not there.</exception>
    public static ListCell Of(ReadOnlySpan<char> raw, string? type, CellFormat format, XlsxBook book, TextMarks? marks) => type switch
    {
        "s" => Shared(raw, book.Strings, marks),
        "inlineStr" or "str" => Text(Unescape(raw.ToString())),
        "b" => Text(raw is "1" or "true" ? "TRUE" : "FALSE"),
        "e" => ListCell.Empty, // an error value such as #N/A: nothing is known
        "d" => Iso(raw),
        _ => double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Of(number, format, book.Is1904)
            : Text(raw.ToString()),
    };

    /// <summary>
    /// Whole numbers in full, never as 1,87E+15. Excel itself stores 15 digits and a 0; another program may have stored all 16, and below
    /// 2^53 they are all there. Above it the last digit is chance, so it is shown as the 0 that Excel would show.
    /// </summary>
    internal static string Number(double number)
    {
        if (number != Math.Truncate(number) || Math.Abs(number) >= MostDigits)
        {
            return number.ToString("R", CultureInfo.InvariantCulture);
        }

        return Math.Abs(number) < ExactIntegers
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : decimal.Parse(number.ToString("E14", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString("F0", CultureInfo.InvariantCulture);
    }

    private static ListCell Shared(ReadOnlySpan<char> raw, SharedTexts strings, TextMarks? marks)
    {
        if (!int.TryParse(raw, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) || index < 0 || index >= strings.Count)
        {
            throw new InvalidDataException("A cell names a shared string that is not there.");
        }

        marks?.Add(index);
        return Text(Unescape(strings[index]));
    }

    private static ListCell Of(double number, CellFormat format, bool is1904)
    {
        // Excel's 1900 has a 29 February, and days before it are one off.
        var day = is1904 ? number + Days1904 : number is >= 0 and < 60 ? number + 1 : number;
        return format switch
        {
            CellFormat.Date when day is > FirstDay and < LastDay => Text(Date(DateTime.FromOADate(day))),
            CellFormat.Duration when Math.Abs(number) < TimeSpan.MaxValue.TotalDays => Text(TimeSpan.FromDays(number).ToString("c", CultureInfo.InvariantCulture)),
            _ => new ListCell(Number(number), IsNumber: true),
        };
    }

    private static ListCell Iso(ReadOnlySpan<char> raw) =>
        DateTime.TryParseExact(raw.Trim(), IsoDates, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
            ? Text(Date(date))
            : Text(raw.ToString());

    private static string Date(DateTime date) =>
        date.ToString(date.TimeOfDay.Ticks == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static ListCell Text(string text) => new(text, IsNumber: false);

    // What XML cannot hold is written by its code (22.9.2.19, ST_Xstring).
    private static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escape().Replace(text, m => ((char)int.Parse(m.ValueSpan[2..^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("_x[0-9A-F]{4}_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escape();
}
