using Pmo.Client.Http;

namespace Pmo.Client.Tests.Http;

public sealed class GatewayAddressTests
{
    [Theory]
    [InlineData("https://pmo.example", "https://pmo.example")]
    [InlineData("https://pmo.example:8443/", "https://pmo.example:8443")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080", "http://localhost:8080")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    public void Origin_is_taken(string text, string issuer)
    {
        GatewayAddress.TryParse(text, out var origin).ShouldBeTrue();
        GatewayAddress.Issuer(origin).ShouldBe(issuer);
    }

    [Theory]
    [InlineData("http://pmo.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("https://pmo.example/path")]
    [InlineData("https://pmo.example?x=1")]
    [InlineData("https://user:secret@pmo.example")]
    [InlineData("ftp://pmo.example")]
    [InlineData("pmo.example")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_but_a_private_origin_is_refused(string? text) => GatewayAddress.TryParse(text, out _).ShouldBeFalse();
}
