using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pmo.Hosting.Addresses;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Tests.Addresses;

public sealed class TrustedProxiesTests
{
    [Fact]
    public void By_default_this_machine() =>
        Read().Select(n => n.ToString()).ShouldBe(["127.0.0.0/8", "::1/128"]);

    [Fact]
    public void Addresses_and_networks_in_one_text_or_one_a_key()
    {
        Read(("Service:TrustedProxies", "10.0.0.5, 192.168.0.0/16")).Select(n => n.ToString()).ShouldBe(["10.0.0.5/32", "192.168.0.0/16"]);
        Read(("Service:TrustedProxies:0", "10.0.0.5"), ("Service:TrustedProxies:1", "fd00::/8")).Select(n => n.ToString())
            .ShouldBe(["10.0.0.5/32", "fd00::/8"]);
    }

    [Fact]
    public void Nobody() => Read(("Service:TrustedProxies", "none")).ShouldBeEmpty();

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.5, none")]
    [InlineData("*")]
    public void What_is_no_address_stops_the_start(string text)
    {
        var thrown = Should.Throw<StartupException>(() => Read(("Service:TrustedProxies", text)));
        thrown.Code.ShouldBe("setting_invalid");
        thrown.Message.ShouldContain("Service:TrustedProxies");
    }

    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("198.51.100.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("198.51.100.1, 203.0.113.7, 127.0.0.9", "203.0.113.7")]
    [InlineData("rubbish", "127.0.0.1")]
    public async Task What_a_caller_writes_left_of_the_proxys_own_word_is_not_reached(string? forwarded, string seen)
    {
        await using var service = await TestService.StartAsync(
            app => app.MapGet("/health/address", (HttpContext context) => context.Connection.RemoteIpAddress!.MapToIPv4().ToString()));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/address");
        if (forwarded is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwarded);
        }

        using var response = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Trim('"').ShouldBe(seen);
    }

    private static IReadOnlyList<IPNetwork> Read(params (string Name, string Value)[] settings) => TrustedProxies.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value))).Build(),
        TrustedNetworks.Loopback);
}
