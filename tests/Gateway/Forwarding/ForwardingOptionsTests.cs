using Microsoft.Extensions.Configuration;
using Pmo.Gateway.Forwarding;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Tests.Forwarding;

public sealed class ForwardingOptionsTests
{
    [Fact]
    public void Defaults_are_those_of_the_page() => ForwardingOptions.Read(new ConfigurationBuilder().Build())
        .ShouldBe(new ForwardingOptions(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10)));

    [Theory]
    [InlineData("ProbeSeconds", "0")]
    [InlineData("ProbeSeconds", "301")]
    [InlineData("ProbeTimeoutSeconds", "61")]
    [InlineData("RestSeconds", "-1")]
    [InlineData("RestSeconds", "ten")]
    [InlineData("RestSeconds", "")]
    public void Number_out_of_range_stops_the_start_and_is_named(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Forwarding:" + name, value)]).Build();

        var refused = Should.Throw<StartupException>(() => ForwardingOptions.Read(configuration));

        refused.Code.ShouldBe("forwarding_setting_invalid");
        refused.Message.ShouldContain("Forwarding:" + name);
    }
}
