namespace Pmo.Matching.Checks;

/// <summary>
/// What is told of a person's amounts in one dataset and year. A band holds its lower bound and not its upper: 500,000 is <c>500rb-1jt</c>,
/// 1,000,000 is <c>1-5jt</c>; only <c>&gt;25jt</c> begins above its bound, so that 25,000,000 is <c>5-25jt</c>.
/// </summary>
internal static class AmountBand
{
    /// <param name="rupiah">Whole rupiah, 0 or more.</param>
    public static string Of(long rupiah) => rupiah switch
    {
        < 500_000 => "<500rb",
        < 1_000_000 => "500rb-1jt",
        < 5_000_000 => "1-5jt",
        <= 25_000_000 => "5-25jt",
        _ => ">25jt",
    };
}
