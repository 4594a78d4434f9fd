using Pmo.Identity.SigningIn;

namespace Pmo.Identity.Tests.SigningIn;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/account")]
    [InlineData("/account/password")]
    [InlineData("/connect/authorize?client_id=portal&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ax")]
    public void Ours(string url) => ReturnUrl.Of(url).ShouldBe(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("account")]
    [InlineData("/")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("//evil.example/account")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("https://evil.example/connect/authorize")]
    [InlineData("https:/account")]
    [InlineData("//here.invalid:444/account")]
    [InlineData("//x@here.invalid/account?a")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/account/%2e%2e//evil.example")]
    [InlineData("/account/..//evil.example")]
    [InlineData("/account//evil.example")]
    [InlineData("/accountant")]
    [InlineData("/connect/token")]
    [InlineData("/connect/authorize/../../v1/checks")]
    [InlineData("/v1/checks")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/account\r\nSet-Cookie: a=b")]
    [InlineData("/account/ä")]
    public void Open_redirect(string? url) => ReturnUrl.Of(url).ShouldBe("/account");

    [Fact]
    public void Longer_than_any() => ReturnUrl.Of("/account?" + new string('a', 2000)).ShouldBe("/account");
}
