using System.Globalization;

namespace Pmo.Client.Lists;

/// <summary>Cell references of a worksheet: <c>AB12</c> is column 27 (from 0), row 12.</summary>
internal static class CellAddress
{
    private const int Letters = 26;

    public static string Of(int column, int row) => string.Create(CultureInfo.InvariantCulture, $"{ColumnOf(column)}{row}");

    public static bool TryParse(ReadOnlySpan<char> text, out int column, out int row)
    {
        column = 0;
        row = 0;
        var at = 0;
        for (; at < text.Length && at < 3 && char.IsAsciiLetterUpper(text[at]); at++)
        {
            column = column * Letters + text[at] - 'A' + 1;
        }

        column--;
        return column >= 0 && int.TryParse(text[at..], NumberStyles.None, CultureInfo.InvariantCulture, out row);
    }

    private static string ColumnOf(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / Letters)
        {
            name = (char)('A' + (rest - 1) % Letters) + name;
        }

        return name;
    }
}
