using System.Net;
using Microsoft.AspNetCore.Http;
using Pmo.Hosting.Addresses;

namespace Pmo.Hosting.Tests.Addresses;

public sealed class CallerKeyTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002")]
    [InlineData("2001:db8:1:3::1", "20010DB800010003")]
    public void An_address_or_the_network_of_one_subscriber(string address, string key) =>
        CallerKey.Of(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } }).ShouldBe(key);

    [Fact]
    public void No_address_is_a_key_too() => CallerKey.Of(new DefaultHttpContext()).ShouldBe("");
}
