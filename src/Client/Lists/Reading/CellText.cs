using System.Globalization;
using ExcelDataReader;

namespace Pmo.Client.Lists.Reading;

/// <summary>What a worksheet's cell holds, as text that does not depend on the reader's country.</summary>
internal static class CellText
{
    private const double ExactIntegers = 9_007_199_254_740_992; // 2^53: from here on a double skips whole numbers
    private const double MostDigits = 1e21;

    public static ListCell Of(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => ListCell.Empty, // also an error value such as #N/A: nothing is known
        string text => new ListCell(text, IsNumber: false),
        double number => new ListCell(Number(number), IsNumber: true),
        int number => new ListCell(number.ToString(CultureInfo.InvariantCulture), IsNumber: true),
        DateTime { TimeOfDay.Ticks: 0 } date => new ListCell(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), IsNumber: false),
        DateTime time => new ListCell(time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), IsNumber: false),
        TimeSpan span => new ListCell(span.ToString("c", CultureInfo.InvariantCulture), IsNumber: false),
        bool truth => new ListCell(truth ? "TRUE" : "FALSE", IsNumber: false),
        var other => new ListCell(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", IsNumber: false),
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
}
