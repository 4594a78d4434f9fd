using Pmo.Protocol.Time;

namespace Pmo.Protocol.Tests.Time;

public sealed class WibTests
{
    [Theory]
    [InlineData("2026-03-31T16:59:59.999Z", "2026-03-31")]
    [InlineData("2026-03-31T17:00:00Z", "2026-04-01")]
    [InlineData("2026-04-01T00:00:00+07:00", "2026-04-01")]
    [InlineData("2026-03-31T23:59:59-05:00", "2026-04-01")]
    public void Day_begins_at_midnight_in_Lampung(string instant, string day) =>
        Wib.DateOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).ToString("O", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(day);
}
