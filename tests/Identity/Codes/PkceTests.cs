using Pmo.Identity.Codes;

namespace Pmo.Identity.Tests.Codes;

public sealed class PkceTests
{
    // RFC 7636, appendix B.
    [Fact]
    public void The_example_of_the_RFC() => Pkce.Matches(Portal.Verifier, Portal.Challenge).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")]
    public void Another_verifier(string? verifier) => Pkce.Matches(verifier, Portal.Challenge).ShouldBeFalse();

    [Theory]
    [InlineData(42, 'v', false)]
    [InlineData(43, 'v', true)]
    [InlineData(128, '~', true)]
    [InlineData(129, 'v', false)]
    [InlineData(50, '+', false)]
    [InlineData(50, 'é', false)]
    public void The_form_of_verifiers(int length, char of, bool isGood)
    {
        var verifier = new string(of, length);
        Pkce.Matches(verifier, Portal.ChallengeOf(verifier)).ShouldBe(isGood);
    }
}
