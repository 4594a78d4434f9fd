using Pmo.Cli.Audits;

namespace Pmo.Cli.Tests.Audits;

public sealed class ReportPeriodTests
{
    private static readonly DateOnly Today = new(2026, 4, 20);

    [Theory]
    [InlineData("2026-03", 1, "2026-03-01", "2026-03-31")]
    [InlineData("2026-04", 1, "2026-04-01", "2026-04-30")]
    [InlineData("2024-02", 1, "2024-02-01", "2024-02-29")]
    [InlineData("2025-12", 6, "2025-07-01", "2025-12-31")]
    [InlineData("2026-02", 12, "2025-03-01", "2026-02-28")]
    public void Months_that_have_begun(string month, int months, string first, string last) =>
        ReportPeriod.Ending(month, months, Today)!.ToString().ShouldBe($"{first} – {last}");

    [Theory]
    [InlineData("2026-05")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026")]
    [InlineData("2026-1")]
    [InlineData("2026-01-01")]
    [InlineData("0001-01")]
    [InlineData("")]
    public void Month_that_is_none_or_has_not_begun(string month) => ReportPeriod.Ending(month, 1, Today).ShouldBeNull();
}
