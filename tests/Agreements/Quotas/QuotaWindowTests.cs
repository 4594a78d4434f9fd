namespace Pmo.Agreements.Tests;

public sealed class QuotaWindowTests
{
    [Theory]
    [InlineData(QuotaPeriod.Day, "2026-06-03T00:00:00", "2026-06-04T00:00:00")]
    [InlineData(QuotaPeriod.Week, "2026-06-01T00:00:00", "2026-06-08T00:00:00")]
    [InlineData(QuotaPeriod.Month, "2026-06-01T00:00:00", "2026-07-01T00:00:00")]
    [InlineData(QuotaPeriod.Year, "2026-01-01T00:00:00", "2027-01-01T00:00:00")]
    public void A_window_begins_and_ends_at_wib_midnight(QuotaPeriod period, string start, string reset)
    {
        var window = QuotaWindow.Of(period, Sample.At("2026-06-03T15:30:00")); // a Wednesday
        window.ShouldBe(new QuotaWindow(Sample.At(start), Sample.At(reset)));
        window.Start.Offset.ShouldBe(TimeSpan.FromHours(7));
    }

    [Fact]
    public void Evening_in_utc_is_the_next_day_in_wib()
    {
        var at = new DateTimeOffset(2026, 12, 31, 17, 0, 0, TimeSpan.Zero);
        QuotaWindow.Of(QuotaPeriod.Year, at).Start.ShouldBe(Sample.At("2027-01-01T00:00:00"));
        QuotaWindow.Of(QuotaPeriod.Year, at.AddTicks(-1)).ResetsAt.ShouldBe(Sample.At("2027-01-01T00:00:00"));
    }

    [Theory]
    [InlineData("2026-06-07T23:59:59", "2026-06-01T00:00:00")] // Sunday
    [InlineData("2026-06-08T00:00:00", "2026-06-08T00:00:00")] // Monday
    public void A_week_begins_on_monday(string at, string start) =>
        QuotaWindow.Of(QuotaPeriod.Week, Sample.At(at)).Start.ShouldBe(Sample.At(start));
}
