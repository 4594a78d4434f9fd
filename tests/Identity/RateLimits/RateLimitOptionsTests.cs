using Microsoft.Extensions.Configuration;
using Pmo.Hosting.Startup;
using Pmo.Identity.RateLimits;

namespace Pmo.Identity.Tests.RateLimits;

public sealed class RateLimitOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = Read();
        options.PerAddress.ShouldBe(new Dictionary<string, int> { ["Token"] = 600, ["Par"] = 600, ["Browser"] = 600, ["Login"] = 60, ["Enroll"] = 30 }, ignoreOrder: true);
        options.PerClient.ShouldBe(300);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1000000", 1_000_000)]
    public void In_range(string text, int value) => Read(("Identity:RateLimits:Login:PerAddress", text)).PerAddress["Login"].ShouldBe(value);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000001")]
    [InlineData("many")]
    [InlineData("")]
    [InlineData("1.5")]
    public void Out_of_range_stops_the_start_and_names_all(string text)
    {
        var thrown = Should.Throw<StartupException>(() => Read(("Identity:RateLimits:Token:PerAddress", text), ("Identity:RateLimits:Client", text)));
        thrown.Code.ShouldBe("setting_invalid");
        thrown.Message.ShouldContain("Identity:RateLimits:Token:PerAddress, Identity:RateLimits:Client");
    }

    private static RateLimitOptions Read(params (string Name, string Value)[] settings) => RateLimitOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value))).Build());
}
