using System.Globalization;
using System.Text.RegularExpressions;
using Pmo.Client.Lists;

namespace Pmo.Client.Uploads;

/// <summary>Amounts of money as Indonesian lists write them: <c>1.500.000</c>, <c>Rp 1.500.000,00</c>, <c>1500000</c>. Thread-safe.</summary>
internal static partial class AmountText
{
    private const int Milliseconds = 1000; // of matching: a cell that takes longer is hostile

    /// <summary>No programme of a province pays more to a person; more is a slip.</summary>
    private const decimal Most = 1_000_000_000_000m;

    /// <summary>Whole rupiah, 0 or more; cents are rounded away.</summary>
    public static bool TryParse(ListCell cell, out long rupiah)
    {
        rupiah = 0;
        var text = Clean(cell.Text);
        var digits = cell.IsNumber || Plain().IsMatch(text) ? text.Replace(cell.IsNumber ? ' ' : ',', '.')
            : Indonesian().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : English().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal)
            : "";
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            || value is < 0 or > Most)
        {
            return false;
        }

        rupiah = (long)decimal.Round(value, MidpointRounding.AwayFromZero);
        return true;
    }

    private static string Clean(string text)
    {
        var kept = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        foreach (var prefix in (ReadOnlySpan<string>)["RP.", "RP", "IDR"])
        {
            if (kept.StartsWith(prefix, StringComparison.Ordinal))
            {
                kept = kept[prefix.Length..];
                break;
            }
        }

        return kept.EndsWith(",-", StringComparison.Ordinal) ? kept[..^2] : kept;
    }

    [GeneratedRegex(@"\A[0-9]{1,15}(,[0-9]{1,2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A[0-9]{1,3}(\.[0-9]{3}){1,4}(,[0-9]{1,2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Indonesian();

    [GeneratedRegex(@"\A[0-9]{1,3}(,[0-9]{3}){1,4}(\.[0-9]{1,2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex English();
}
