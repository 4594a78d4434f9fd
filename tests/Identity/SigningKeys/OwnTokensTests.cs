using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.SigningKeys;
using Pmo.Testing;

namespace Pmo.Identity.Tests.SigningKeys;

public sealed class OwnTokensTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private OwnTokens Own => identity.Host.App.Services.GetRequiredService<OwnTokens>();

    [Fact]
    public async Task Reads_its_own_and_by_the_right_type_only()
    {
        var token = (await identity.Host.AskAsync(identity.Host.Form())).Token;
        Own.Read(token, "at+jwt").ShouldNotBeNull().GetProperty("sub").GetString().ShouldBe(IdentityHost.ClientId);
        Own.Read(token, "JWT").ShouldBeNull();
    }

    [Fact]
    public async Task Refuses_one_that_was_changed()
    {
        var token = (await identity.Host.AskAsync(identity.Host.Form())).Token;
        var parts = token.Split('.');
        var last = parts[1][^2] == 'A' ? 'B' : 'A';
        Own.Read($"{parts[0]}.{parts[1][..^2]}{last}{parts[1][^1]}.{parts[2]}", "at+jwt").ShouldBeNull();
        Own.Read($"{parts[0]}.{parts[1]}.", "at+jwt").ShouldBeNull();
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("none")]
    public void Refuses_one_that_another_made_under_its_key_id(string algorithm)
    {
        using var other = TestKey.Ec();
        var kid = identity.Host.App.Services.GetRequiredService<SigningKeyRing>().Current.Kid;
        var header = new JsonObject { ["typ"] = "at+jwt", ["alg"] = algorithm, ["kid"] = kid };
        Own.Read(new TestJws(other, header, new JsonObject { ["iss"] = IdentityHost.Issuer }).Sign(), "at+jwt").ShouldBeNull();
        header["kid"] = other.Thumbprint;
        Own.Read(new TestJws(other, header, new JsonObject { ["iss"] = IdentityHost.Issuer }).Sign(), "at+jwt").ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b.c")]
    public void Refuses_what_is_none(string? text) => Own.Read(text, "at+jwt").ShouldBeNull();
}
