using System.Text;
using Pmo.Identity.SecondFactors;

namespace Pmo.Identity.Tests.SecondFactors;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1: eight digits there, whose last six are ours.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Rfc6238_appendix_B(long seconds, string code)
    {
        Totp.Code(Secret, seconds / 30).ShouldBe(code);
        Totp.FindStep(Secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBe(seconds / 30);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void One_step_off_at_most(int steps, bool found)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        Totp.FindStep(Secret, Totp.Code(Secret, (1234567890 / 30) + steps), now).HasValue.ShouldBe(found);
    }

    [Fact]
    public void Secrets_have_160_bits() => Totp.NewSecret().Length.ShouldBe(20);
}
