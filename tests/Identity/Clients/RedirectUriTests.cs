using Pmo.Identity.Clients;

namespace Pmo.Identity.Tests.Clients;

public sealed class RedirectUriTests
{
    [Theory]
    [InlineData("https://portal.example/cb")]
    [InlineData("https://portal.example/")]
    [InlineData("https://portal.example:8443/cb?tenant=a%20b")]
    [InlineData("http://127.0.0.1:5080/cb")]
    [InlineData("http://localhost:5080/cb")]
    [InlineData("http://[::1]:5080/cb")]
    public void Good(string text) => RedirectUri.IsValid(text).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/cb")]
    [InlineData("//portal.example/cb")]
    [InlineData("http://portal.example/cb")]
    [InlineData("http://127.0.0.1.portal.example/cb")]
    [InlineData("https://portal.example/cb#fragment")]
    [InlineData("https://portal.example/cb#")]
    [InlineData("https://*.portal.example/cb")]
    [InlineData("https://portal.example/*")]
    [InlineData("https://user@portal.example/cb")]
    [InlineData("https://portal.example@evil.example/cb")]
    [InlineData("https://portal.example")]
    [InlineData("https://PORTAL.example/cb")]
    [InlineData("https://portal.example:443/cb")]
    [InlineData("https://portal.example/a/../cb")]
    [InlineData("https://portal.example\\@evil.example/cb")]
    [InlineData("https://portal.example/a b")]
    [InlineData("https://portal.example/cb\r\nSet-Cookie: a=b")]
    [InlineData("https://pörtal.example/cb")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("portal.app:/cb")]
    public void Bad(string? text) => RedirectUri.IsValid(text).ShouldBeFalse();

    [Fact]
    public void Huge() => RedirectUri.IsValid("https://portal.example/" + new string('a', 600)).ShouldBeFalse();
}
