using System.Globalization;
using Pmo.Client.Lists;
using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Niks;

/// <summary>Judges the NIK, or family card number, of one row. The same row has the same verdict in every pass. Thread-safe.</summary>
public static class NikJudge
{
    /// <summary>Judges the current row.</summary>
    /// <param name="row">Positioned on a data row.</param>
    /// <param name="columns">Where to look; those of <see cref="NikSurvey.Columns"/> in a second pass.</param>
    public static NikVerdict Judge(ListRows row, NikColumns columns) => columns.Kind == IdentityKind.Kk
        ? JudgeCard(row[columns.Nik], row.Line, columns.NumbersAreWhole)
        : Judge(
            row[columns.Nik],
            columns.Kk < 0 ? "" : row[columns.Kk].Text,
            columns.BirthDate < 0 ? "" : row[columns.BirthDate].Text,
            row.Line,
            columns.NumbersAreWhole);

    internal static NikVerdict Judge(ListCell cell, string kk, string birthDate, int line, bool numbersAreWhole = false)
    {
        if (AbsentText.Says(cell.Text))
        {
            return NikVerdict.None;
        }

        if (ExcelCut.IsLost(cell, numbersAreWhole))
        {
            return NikVerdict.Invalid(NikMessages.ExcelCutRow(line));
        }

        return Nik.TryParse(cell.Text, out var nik, out var digits) switch
        {
            NikDefect.None => new NikVerdict(NikStatus.Valid, nik, Problem: null, Warnings(nik, kk, birthDate, line)),
            NikDefect.Length => NikVerdict.Invalid(NikMessages.Length(line, digits)),
            NikDefect.Letters => NikVerdict.Invalid(NikMessages.Letters(line)),
            NikDefect.Date => NikVerdict.Invalid(NikMessages.Date(line, BirthDigits(cell.Text))),
            NikDefect.Serial => NikVerdict.Invalid(NikMessages.Serial(line)),
            NikDefect.FirstDigit => NikVerdict.Invalid(NikMessages.FirstDigit(line)),
            var other => throw new InvalidOperationException($"Unknown defect {other}."),
        };
    }

    /// <summary>A card number says where and when the card was made, not who is on it: there is nothing to warn of.</summary>
    private static NikVerdict JudgeCard(ListCell cell, int line, bool numbersAreWhole)
    {
        if (AbsentText.Says(cell.Text))
        {
            return NikVerdict.None;
        }

        if (ExcelCut.IsLost(cell, numbersAreWhole))
        {
            return NikVerdict.Invalid(KkMessages.ExcelCutRow(line));
        }

        var defect = Nik.TryParse(cell.Text, out var number, out var digits);
        return defect == NikDefect.None
            ? new NikVerdict(NikStatus.Valid, number, Problem: null, [])
            : NikVerdict.Invalid(KkMessages.Of(defect, line, digits));
    }

    private static Message[] Warnings(Nik nik, string kk, string birthDate, int line)
    {
        List<Message>? found = null;
        var district = int.Parse(nik.District, NumberStyles.None, CultureInfo.InvariantCulture);
        if (AreaCodes.UnknownDigits(district) is > 0 and var digits)
        {
            (found ??= []).Add(NikMessages.AreaUnknown(line, digits, nik.District[..digits]));
        }
        else if (district / 10_000 is not AreaCodes.Home and var province)
        {
            (found ??= []).Add(NikMessages.OtherProvince(line, AreaCodes.Province(province)));
        }

        // The card number has the same shape, but its date is that of the card: it may fail as a NIK and then is not equal to one.
        if (kk.Length > 0 && Nik.TryParse(kk, out var card, out _) == NikDefect.None && card == nik)
        {
            (found ??= []).Add(NikMessages.EqualsKk(line));
        }

        if (birthDate.Length > 0 && Differs(nik, birthDate))
        {
            (found ??= []).Add(NikMessages.BirthDateDiffers(line));
        }

        return found is null ? [] : [.. found];
    }

    /// <summary>Day and month are often the wrong way round in date columns (P3KE), so either order agrees.</summary>
    private static bool Differs(Nik nik, string birthDate)
    {
        if (!WrittenDate.TryRead(birthDate, out var first, out var second, out var year))
        {
            return false;
        }

        var day = nik.WrittenDay > 40 ? nik.WrittenDay - 40 : nik.WrittenDay;
        var agrees = (first == day && second == nik.Month) || (second == day && first == nik.Month);
        return !agrees || year != nik.YearOfCentury;
    }

    private static string BirthDigits(string text) => string.Concat(text.Where(char.IsAsciiDigit)).Substring(6, 6);
}
