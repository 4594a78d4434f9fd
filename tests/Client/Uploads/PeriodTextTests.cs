using Pmo.Client.Uploads;

namespace Pmo.Client.Tests.Uploads;

public sealed class PeriodTextTests
{
    [Theory]
    [InlineData("2026", "2026")]
    [InlineData("2026-03", "2026-03")]
    [InlineData("03/2026", "2026-03")]
    [InlineData("3-2026", "2026-03")]
    [InlineData("2026-03-15", "2026-03")]
    [InlineData("2026-03-15T00:00:00", "2026-03")]
    [InlineData("15/03/2026", "2026-03")]
    [InlineData("Maret 2026", "2026-03")]
    [InlineData("15 Agustus 2026", "2026-08")]
    [InlineData("Dec 2026", "2026-12")]
    [InlineData("Tahap 1 2026", "2026")]
    [InlineData("Januari - Maret 2026", "2026")]
    [InlineData("Tahun 2026", "2026")]
    public void Period_is_made_a_year_or_a_month(string text, string period)
    {
        PeriodText.TryParse(text, out var read).ShouldBeTrue();
        read.ShouldBe(period);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Maret")]
    [InlineData("13/2026")]
    [InlineData("2025-2026")]
    [InlineData("1999")]
    public void What_is_no_period_is_left_out(string text) => PeriodText.TryParse(text, out _).ShouldBeFalse();
}
