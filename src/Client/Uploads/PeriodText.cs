using System.Globalization;

namespace Pmo.Client.Uploads;

/// <summary>
/// Periods as lists write them, made <c>YYYY</c> or <c>YYYY-MM</c>: <c>2026</c>, <c>03/2026</c>, <c>Maret 2026</c>, <c>2026-03-15</c>,
/// <c>15/03/2026</c>; <c>Januari–Maret 2026</c> and <c>Tahap 1 2026</c> are a year. Thread-safe.
/// </summary>
internal static class PeriodText
{
    private static readonly string[] Months =
        ["JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGU", "SEP", "OKT", "NOV", "DES"];

    private static readonly string[] Others = ["", "", "", "", "MAY", "", "", "AUG", "", "OCT", "", "DEC"];

    /// <summary>Reads a period of the years 2000 to 2099.</summary>
    public static bool TryParse(string text, out string period)
    {
        period = "";
        var words = Words(text);
        var years = words.Where(w => w.Length == 4 && w.StartsWith("20", StringComparison.Ordinal) && int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToList();
        if (years.Count != 1)
        {
            return false;
        }

        period = years[0];
        var months = words.Select(MonthNamed).Where(m => m > 0).ToList();
        var month = months.Count == 1 ? months[0] : months.Count == 0 && words.TrueForAll(w => char.IsAsciiDigit(w[0])) ? MonthNumbered(words, years[0]) : 0;
        if (month > 0)
        {
            period = string.Create(CultureInfo.InvariantCulture, $"{period}-{month:00}");
        }

        return month >= 0;
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var word = i < text.Length && char.IsAsciiLetterOrDigit(text[i]);
            if (word && start < 0)
            {
                start = i;
            }
            else if (!word && start >= 0)
            {
                words.Add(text[start..i].ToUpperInvariant());
                start = -1;
            }
        }

        return words;
    }

    private static int MonthNamed(string word)
    {
        if (word.Length < 3)
        {
            return 0;
        }

        var named = Array.FindIndex(Months, m => word.StartsWith(m, StringComparison.Ordinal));
        return (named >= 0 ? named : Array.FindIndex(Others, m => m.Length > 0 && word.StartsWith(m, StringComparison.Ordinal))) + 1;
    }

    /// <summary>0 for a year alone, -1 for numbers that are no date.</summary>
    private static int MonthNumbered(List<string> words, string year)
    {
        // Year first is ISO, year last is the Indonesian order, day before month; a time may follow a date.
        var at = words.IndexOf(year);
        var index = at == 0 ? 1 : at - 1;
        if (words.Count == 1)
        {
            return 0;
        }

        return at <= 2 && index < words.Count && int.TryParse(words[index], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12
            ? month
            : -1;
    }
}
