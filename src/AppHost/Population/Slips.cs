namespace Pmo.AppHost.Population;

/// <summary>What stands in the NIK column of a list that people typed: mostly the NIK, and the slips that real lists have.</summary>
internal static class Slips
{
    /// <summary>How many of a hundred rows have one.</summary>
    public const int Percent = 4;

    /// <param name="province">The people.</param>
    /// <param name="row">From 0; of the person with that number.</param>
    /// <param name="seed">Of the list.</param>
    /// <param name="kind">Which it is.</param>
    public static string Write(Province province, long row, ulong seed, out Slip kind)
    {
        var draw = new Draw(seed);
        var nik = province.NikOf(row).Reveal();
        kind = draw.Is(Aspect.Slip, row, Percent) ? (Slip)(1 + draw.Of(Aspect.SlipKind, row, 6)) : Slip.None;
        return kind switch
        {
            Slip.Digit15 => nik[..15],
            Slip.BadDate => string.Concat(nik.AsSpan(0, 6), "32", nik.AsSpan(8)),
            Slip.Letter => nik[..13] + "O12",
            Slip.Missing => "",
            Slip.Dash => "-",
            Slip.Repeated when row > 0 => province.NikOf(row - 1).Reveal(),
            _ => nik,
        };
    }
}

/// <summary>What is wrong with a row.</summary>
internal enum Slip
{
    None,
    Digit15,
    BadDate,
    Letter,

    /// <summary>No NIK.</summary>
    Missing,
    Dash,

    /// <summary>The person of the row before, once more.</summary>
    Repeated,
}
