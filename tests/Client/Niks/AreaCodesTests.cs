using Pmo.Client.Niks;

namespace Pmo.Client.Tests.Niks;

public sealed class AreaCodesTests
{
    [Theory]
    [InlineData(187203, 0)]
    [InlineData(180104, 0)]
    [InlineData(180101, 0)]
    [InlineData(187299, 6)]
    [InlineData(181401, 4)]
    [InlineData(317401, 0)]
    [InlineData(960101, 0)]
    [InlineData(200101, 2)]
    [InlineData(970101, 2)]
    public void Tells_how_much_is_unknown(int district, int digits) => AreaCodes.UnknownDigits(district).ShouldBe(digits);

    [Fact]
    public void Knows_38_provinces_and_all_of_Lampung()
    {
        Enumerable.Range(10, 90).Count(p => AreaCodes.UnknownDigits(p * 10_000) != 2).ShouldBe(38);

        // 229 kecamatan of the decree and 38 codes presumed retired.
        Enumerable.Range(180_000, 10_000).Count(d => AreaCodes.UnknownDigits(d) == 0).ShouldBe(267);
    }

    [Theory]
    [InlineData("x", false)]
    [InlineData("12", false)]
    [InlineData("31-12-1999", true)]
    [InlineData("Metro, 07 Agt 2001", true)]
    [InlineData("1999/12/31", true)]
    [InlineData("7 xyz 1999", false)]
    public void Dates_are_read_or_let_be(string text, bool read) => WrittenDate.TryRead(text, out _, out _, out _).ShouldBe(read);
}
