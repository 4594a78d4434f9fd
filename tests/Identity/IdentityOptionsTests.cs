using Microsoft.Extensions.Configuration;
using Pmo.Hosting.Startup;

namespace Pmo.Identity.Tests;

public sealed class IdentityOptionsTests
{
    [Theory]
    [InlineData("https://pmo.example")]
    [InlineData("https://pmo.example:8443")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080")]
    public void An_issuer(string issuer)
    {
        var options = Read(("Identity:Issuer", issuer));
        (options.Issuer, options.Audience, options.ClientsFile).ShouldBe((issuer, "urn:pmo:api", null));
        options.TokenEndpoint.AbsoluteUri.ShouldBe(issuer + "/connect/token");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pmo.example")]
    [InlineData("http://pmo.example")]
    [InlineData("https://pmo.example/")]
    [InlineData("https://pmo.example/identity")]
    [InlineData("https://PMO.example")]
    [InlineData("https://pmo.example:443")]
    [InlineData("https://someone@pmo.example")]
    [InlineData("https://pmo.example?a=b")]
    [InlineData("ftp://pmo.example")]
    public void No_issuer(string? issuer) => Refusal(("Identity:Issuer", issuer)).ShouldContain("Identity:Issuer");

    [Theory]
    [InlineData("")]
    [InlineData("api")]
    [InlineData("https://pmo.example/api#fragment")]
    public void No_audience(string audience) =>
        Refusal(("Identity:Issuer", "https://pmo.example"), ("Identity:Audience", audience)).ShouldContain("Identity:Audience");

    private static IdentityOptions Read(params (string Name, string? Value)[] settings) => IdentityOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value))).Build());

    private static string Refusal(params (string Name, string? Value)[] settings)
    {
        var thrown = Should.Throw<StartupException>(() => Read(settings));
        thrown.Code.ShouldBe("setting_invalid");
        return thrown.Message;
    }
}
