namespace Pmo.Agreements;

/// <summary>Waktu Indonesia Barat, the time of Lampung: UTC+7 without daylight saving, so a fixed offset needs no time zone data.</summary>
internal static class Wib
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);

    public static DateTimeOffset MidnightOf(DateOnly date) => new(date, TimeOnly.MinValue, Offset);
}
