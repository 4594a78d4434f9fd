using Pmo.Hosting.Jose;

namespace Pmo.Hosting.Tests.Jose;

public sealed class CompactJwsTests
{
    [Theory]
    [InlineData("e30.e30.")]
    [InlineData("e30.e30.aQ")]
    public void Two_objects_and_a_signature(string text) => CompactJws.TryParse(text).ShouldNotBeNull();

    // RFC 7515, 2: strangers send these before they are anybody, and an exception would be an error of ours.
    [Theory]
    [InlineData("e30.e30.aa")]
    [InlineData("e30.e31.aQ")]
    [InlineData("e31.e30.aQ")]
    [InlineData("e30.e30.aaa")]
    public void Unused_bits_that_are_not_zero(string text) => CompactJws.TryParse(text).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("e30.e30")]
    [InlineData("e30.e30.a")]
    [InlineData("e30.e30.aQ==")]
    [InlineData("e30.e30.a Q")]
    [InlineData("e30.e30.aQ.aQ")]
    [InlineData("W10.e30.aQ")]
    [InlineData("eyJjcml0IjpbXX0.e30.aQ")]
    public void Not_a_JWS(string? text) => CompactJws.TryParse(text).ShouldBeNull();
}
