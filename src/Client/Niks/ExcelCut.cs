using System.Text.RegularExpressions;
using Pmo.Client.Lists;

namespace Pmo.Client.Niks;

/// <summary>
/// Recognises NIKs that were numbers in a spreadsheet. Excel keeps 15 significant digits: the 16th is stored as 0, and the true one
/// cannot be had back.
/// </summary>
internal static partial class ExcelCut
{
    /// <summary>2^53: above it a double skips whole numbers, so even a program's number is not the NIK.</summary>
    private const string LastExact = "9007199254740992";
    private const int NikLength = 16;

    /// <summary>Whether the value cannot be trusted to be the NIK that was typed.</summary>
    /// <param name="cell">The NIK's cell.</param>
    /// <param name="numbersAreWhole">The column's numbers have been seen to have 16 digits.</param>
    public static bool IsLost(ListCell cell, bool numbersAreWhole) =>
        IsPower(cell.Text)
        || (IsLongNumber(cell) && EndsInZero(cell.Text) && (!numbersAreWhole || string.CompareOrdinal(cell.Text, LastExact) > 0));

    /// <summary>Text like <c>1,87101E+15</c>: what a CSV file saved by Excel has.</summary>
    public static bool IsPower(string text) =>
        text.AsSpan().IndexOfAny('E', 'e') >= 0 && Power().IsMatch(text.Trim().TrimStart('\''));

    /// <summary>16 digits kept as a number.</summary>
    public static bool IsLongNumber(ListCell cell) => cell.IsNumber && IsLongText(cell.Text);

    /// <summary>16 digits and nothing else.</summary>
    public static bool IsLongText(string text) =>
        text.Length == NikLength && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    public static bool EndsInZero(string text) => text[^1] == '0';

    [GeneratedRegex(@"\A[0-9](?:[.,][0-9]{1,15})?[Ee]\+?[0-9]{2}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Power();
}
