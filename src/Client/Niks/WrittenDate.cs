using System.Globalization;
using System.Text.RegularExpressions;

namespace Pmo.Client.Niks;

/// <summary>A date of birth as lists write it: ISO, day first, or with an Indonesian month, also after a place (<c>Metro, 7 Mei 1990</c>).</summary>
internal static partial class WrittenDate
{
    private const int TimeoutMs = 1000;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"];
    private static readonly string[] EnglishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <param name="text">A cell.</param>
    /// <param name="first">Day, as far as can be told.</param>
    /// <param name="second">Month, as far as can be told.</param>
    /// <param name="year">Its last two digits.</param>
    public static bool TryRead(string text, out int first, out int second, out int year)
    {
        var match = Iso().Match(text);
        match = match.Success ? match : DayFirst().Match(text);
        (first, second, year) = (0, 0, 0);
        if (!match.Success)
        {
            return false;
        }

        first = Number(match.Groups["d"].ValueSpan);
        year = Number(match.Groups["y"].ValueSpan) % 100;
        second = char.IsAsciiDigit(match.Groups["m"].ValueSpan[0])
            ? Number(match.Groups["m"].ValueSpan)
            : MonthOf(match.Groups["m"].Value[..3]);
        return second > 0;
    }

    [GeneratedRegex(@"(?<![0-9])(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})(?![0-9])", RegexOptions.None, TimeoutMs)]
    private static partial Regex Iso();

    [GeneratedRegex(
        @"(?<![0-9])(?<d>[0-9]{1,2}) ?[-/. ] ?(?<m>[0-9]{1,2}|[A-Za-z]{3,9}) ?[-/. ] ?(?<y>[0-9]{4}|[0-9]{2})(?![0-9])",
        RegexOptions.None,
        TimeoutMs)]
    private static partial Regex DayFirst();

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int MonthOf(string name)
    {
        var short3 = name.ToLowerInvariant() is "ags" or "agt" ? "agu" : name.ToLowerInvariant();
        var at = Array.IndexOf(Months, short3);
        return (at < 0 ? Array.IndexOf(EnglishMonths, short3) : at) + 1;
    }
}
