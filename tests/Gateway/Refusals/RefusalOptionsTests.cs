using Microsoft.Extensions.Configuration;
using Pmo.Gateway.Refusals;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Tests.Refusals;

public sealed class RefusalOptionsTests
{
    [Theory]
    [InlineData(null, 300)]
    [InlineData("1", 1)]
    [InlineData("1000000", 1_000_000)]
    public void In_range(string? text, int value) => Read(text).PerMinute.ShouldBe(value);

    [Theory]
    [InlineData("0")]
    [InlineData("1000001")]
    [InlineData("-5")]
    [InlineData("x")]
    public void Out_of_range_stops_the_start(string text) => Should.Throw<StartupException>(() => Read(text)).Message.ShouldContain("Gateway:RefusalsPerMinute");

    private static RefusalOptions Read(string? text) => RefusalOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Gateway:RefusalsPerMinute"] = text }).Build());
}
