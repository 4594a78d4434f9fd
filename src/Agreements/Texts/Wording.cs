using System.Globalization;

namespace Pmo.Agreements;

/// <summary>Dates, numbers and lists as each language writes them, whatever cultures the machine knows.</summary>
internal static class Wording
{
    private static readonly string[] Months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    private static readonly NumberFormatInfo Indonesian = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    public static LocalizedText Date(DateOnly date) => new(
        FormattableString.Invariant($"{date.Day} {Months[date.Month - 1]} {date.Year}"), date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));

    public static LocalizedText Number(int number) => new(number.ToString("N0", Indonesian), number.ToString("N0", CultureInfo.InvariantCulture));

    public static LocalizedText Number(decimal number) =>
        new(number.ToString("0.##", Indonesian), number.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>'a', 'a dan b', 'a, b dan c'.</summary>
    public static LocalizedText List(IEnumerable<LocalizedText> items)
    {
        var all = items.ToList();
        return new(Join(all.Select(item => item.Id), " dan "), Join(all.Select(item => item.En), " and "));
    }

    /// <summary>The same for words that both languages share.</summary>
    public static LocalizedText List<T>(IEnumerable<T> items) => List(items.Select(item => new LocalizedText($"{item}", $"{item}")));

    private static string Join(IEnumerable<string> items, string last)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : string.Join(", ", all[..^1]) + last + all[^1];
    }
}
