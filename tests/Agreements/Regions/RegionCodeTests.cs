namespace Pmo.Agreements.Tests;

public sealed class RegionCodeTests
{
    [Theory]
    [InlineData("18")]
    [InlineData("1871")]
    [InlineData("187101")]
    [InlineData("1871011001")]
    public void Codes_of_every_level_are_read(string code) => Read(code).Value.ShouldBe(code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("187")]
    [InlineData("18710")]
    [InlineData("18710110")]
    [InlineData("18710110011")]
    [InlineData("18.71")]
    [InlineData("0871")]
    [InlineData("18a1")]
    [InlineData("١٨")] // digits, but not these
    [InlineData("18\n")]
    public void What_is_no_code_is_refused_with_the_reason(string? text)
    {
        RegionCode.TryParse(text, out _, out var why).ShouldBeFalse();
        why!.En.ShouldContain("2, 4, 6 or 10");
    }

    [Theory]
    [InlineData("18", "18", true)]
    [InlineData("18", "1871", true)]
    [InlineData("1871", "1871011001", true)]
    [InlineData("1871", "18", false)]
    [InlineData("1871", "1872", false)]
    public void A_region_covers_itself_and_all_below(string region, string other, bool covers) => Read(region).Covers(Read(other)).ShouldBe(covers);

    [Fact]
    public void No_region_covers_nothing() => default(RegionCode).Covers(Read("18")).ShouldBeFalse();

    private static RegionCode Read(string text) => RegionCode.TryParse(text, out var code, out _) ? code : throw new ArgumentException(text, nameof(text));
}
