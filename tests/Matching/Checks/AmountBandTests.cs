using Pmo.Matching.Checks;

namespace Pmo.Matching.Tests.Checks;

public sealed class AmountBandTests
{
    [Theory]
    [InlineData(0, "<500rb")]
    [InlineData(499_999, "<500rb")]
    [InlineData(500_000, "500rb-1jt")]
    [InlineData(999_999, "500rb-1jt")]
    [InlineData(1_000_000, "1-5jt")]
    [InlineData(4_999_999, "1-5jt")]
    [InlineData(5_000_000, "5-25jt")]
    [InlineData(25_000_000, "5-25jt")]
    [InlineData(25_000_001, ">25jt")]
    [InlineData(long.MaxValue, ">25jt")]
    public void Boundaries(long rupiah, string band) => AmountBand.Of(rupiah).ShouldBe(band);
}
