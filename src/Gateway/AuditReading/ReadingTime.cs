using System.Globalization;
using System.Text.RegularExpressions;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.AuditReading;

/// <summary>Times as readers write them: a day in Lampung, or an instant.</summary>
internal static partial class ReadingTime
{
    public const string Expected = "YYYY-MM-DD | RFC 3339";

    /// <param name="text">As it came.</param>
    /// <param name="isEnd">Whether it ends a stretch: a day then counts in full.</param>
    /// <param name="time">The instant; of an end, the first one that is not in it.</param>
    public static bool TryRead(string text, bool isEnd, out DateTimeOffset time)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            time = new DateTimeOffset(isEnd ? day.AddDays(1) : day, TimeOnly.MinValue, Wib.Offset);
            return day.Year > 1;
        }

        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            && ZoneAtEnd().IsMatch(text);
    }

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ZoneAtEnd();
}
