namespace Pmo.Matching.Sessions;

/// <summary>Western Indonesian time (UTC+7, no daylight saving), in which the days of agreements and retention are counted.</summary>
internal static class Wib
{
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).DateTime);
}
