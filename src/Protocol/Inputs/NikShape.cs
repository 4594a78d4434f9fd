using System.Numerics;

namespace Pmo.Protocol.Inputs;

/// <summary>What 16 digits must satisfy to be a NIK: PPKKCC DDMMYY NNNN, no check digit (UU 23/2006; Kemendagri codes).</summary>
internal static class NikShape
{
    public const int Length = 16;

    /// <param name="digits">Exactly 16 ASCII digits, as bytes or chars.</param>
    public static NikDefect Examine<T>(ReadOnlySpan<T> digits) where T : unmanaged, IBinaryInteger<T>
    {
        if (Two(digits, 0) < 10)
        {
            return NikDefect.FirstDigit;
        }

        if (!IsDate(Two(digits, 6), Two(digits, 8), Two(digits, 10)))
        {
            return NikDefect.Date;
        }

        return Two(digits, 12) == 0 && Two(digits, 14) == 0 ? NikDefect.Serial : NikDefect.None;
    }

    private static int Two<T>(ReadOnlySpan<T> digits, int at) where T : unmanaged, IBinaryInteger<T> =>
        (int.CreateTruncating(digits[at]) - '0') * 10 + int.CreateTruncating(digits[at + 1]) - '0';

    private static bool IsDate(int day, int month, int year)
    {
        if (day > 40)
        {
            day -= 40;
        }

        if (month is < 1 or > 12 || day < 1)
        {
            return false;
        }

        // Two digits of a year leave the century open; 29 February counts when either century has it.
        var most = Math.Max(DateTime.DaysInMonth(1900 + year, month), DateTime.DaysInMonth(2000 + year, month));
        return day <= most;
    }
}
