namespace Pmo.Agreements.Tests;

public sealed class NearestTests
{
    private static readonly string[] Known = ["check", "upload", "pre-donation-check", "day", "year"];

    [Theory]
    [InlineData("chek", "check")]
    [InlineData("chekc", "check")]
    [InlineData("CHECK", "check")]
    [InlineData("uplaod", "upload")]
    [InlineData("pre_donation_check", "pre-donation-check")]
    [InlineData("predonation-chek", "pre-donation-check")]
    [InlineData("dai", "day")]
    [InlineData("week", null)]
    [InlineData("dog", null)]
    [InlineData("upbeat", null)]
    [InlineData("chcks-up", null)]
    [InlineData("", null)]
    [InlineData("marketing", null)]
    public void Only_a_slip_is_mended(string written, string? meant) => Nearest.Of(written, Known).ShouldBe(meant);

    [Fact]
    public void A_very_long_word_costs_nothing() => Nearest.Of(new string('c', 200_000), Known).ShouldBeNull();
}
