using Microsoft.AspNetCore.Http;
using Pmo.Identity.Sessions;

namespace Pmo.Identity.Tests.Sessions;

public sealed class UserAgentTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Linux")]
    [InlineData("<script>alert(1)</script>", null)]
    [InlineData("", null)]
    public void Short_names_of_known_words(string header, string? name)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.UserAgent = header;
        UserAgent.Of(context.Request).ShouldBe(name);
    }

    [Fact]
    public void None_without_a_request() => UserAgent.Of(null).ShouldBeNull();
}
