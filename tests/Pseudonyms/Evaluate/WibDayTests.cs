using System.Globalization;
using Pmo.Pseudonyms.Evaluate;

namespace Pmo.Pseudonyms.Tests.Evaluate;

public sealed class WibDayTests
{
    [Theory]
    [InlineData("2026-11-20T16:59:59Z", "2026-11-20", 1)]
    [InlineData("2026-11-20T16:59:59.5Z", "2026-11-20", 1)]
    [InlineData("2026-11-20T17:00:00Z", "2026-11-21", 86400)]
    [InlineData("2026-12-31T17:00:01Z", "2027-01-01", 86399)]
    public void Day_turns_at_midnight_in_western_Indonesia(string instant, string day, int left)
    {
        var at = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
        var wib = WibDay.Of(at);
        wib.ToString().ShouldBe(day);
        wib.Month.ShouldBe(day[..7]);
        wib.SecondsLeft(at).ShouldBe(left);
    }
}
