using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Tokens;

public sealed class ClientAssertionTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private IdentityHost Host => identity.Host;

    [Theory]
    [InlineData("not a JWT")]
    [InlineData("e30.e30")]
    [InlineData("e30.e30.e30.e30.e30")]
    public async Task Not_a_JWT(string assertion) => (await Host.AskAsync(Host.Form(assertion))).ShouldBeRefused("invalid_client", 401);

    [Fact]
    public async Task A_claim_twice()
    {
        var assertion = Host.Assertion();
        var payload = assertion.Payload.ToJsonString().Insert(1, "\"sub\":\"csr-sejahtera\",");
        (await Host.AskAsync(Host.Form(assertion.Sign(assertion.Header.ToJsonString(), payload)))).ShouldBeRefused("invalid_client", 401);
    }

    [Theory]
    [InlineData("dpop+jwt")]
    [InlineData("at+jwt")]
    [InlineData("")]
    public async Task A_JWT_of_another_type(string typ) => await RefusedAsync(a => a.Header["typ"] = typ);

    [Theory]
    [InlineData(null)]
    [InlineData("client-authentication+jwt")]
    public async Task Typ_may_be_absent_or_explicit(string? typ)
    {
        var assertion = Host.Assertion();
        assertion.Header.Remove("typ");
        if (typ is not null)
        {
            assertion.Header["typ"] = typ;
        }

        (await Host.AskAsync(assertion)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("PS256")]
    [InlineData("ES384")]
    public async Task An_algorithm_that_is_not_of_its_key(string alg)
    {
        using var rsa = TestKey.Rsa();
        var assertion = Host.Assertion(alg == "PS256" ? rsa : null);
        assertion.Header["alg"] = alg;
        (await Host.AskAsync(assertion)).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task Signed_with_RS256()
    {
        using var rsa = TestKey.Rsa();
        var assertion = Host.Assertion(rsa);
        assertion.Header["alg"] = "RS256";
        (await Host.AskAsync(assertion)).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task Signed_with_the_key_of_its_own_header()
    {
        using var other = TestKey.Ec();
        var assertion = Host.Assertion(other);
        assertion.Header["jwk"] = other.PublicJwk();
        (await Host.AskAsync(assertion)).ShouldBeRefused("invalid_client", 401);
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("aud")]
    [InlineData("jti")]
    [InlineData("exp")]
    public async Task A_claim_missing(string claim) => await RefusedAsync(a => a.Payload.Remove(claim));

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    public async Task Iss_and_sub_differ(string claim) => await RefusedAsync(a => a.Payload[claim] = "csr-sejahtera");

    [Theory]
    [InlineData("https://id.pmo.example/connect/token")]
    [InlineData("https://id.pmo.example/")]
    [InlineData("https://ID.pmo.example")]
    [InlineData("https://other.example")]
    [InlineData("")]
    public async Task Another_aud(string audience) => await RefusedAsync(a => a.Payload["aud"] = audience);

    [Fact]
    public async Task Aud_as_a_list() => await RefusedAsync(a => a.Payload["aud"] = new JsonArray(IdentityHost.Issuer));

    [Fact]
    public async Task Jti_longer_than_128() => await RefusedAsync(a => a.Payload["jti"] = new string('j', 129));

    [Theory]
    [InlineData("exp", -300)]
    [InlineData("exp", 0)]
    [InlineData("exp", 61)]
    [InlineData("exp", 3600)]
    [InlineData("iat", 11)]
    [InlineData("iat", 61)]
    [InlineData("nbf", 11)]
    public async Task Out_of_time(string claim, int seconds) => await RefusedAsync(a => a.Payload[claim] = Host.Clock.Seconds + seconds);

    [Theory]
    [InlineData("exp", 1)]
    [InlineData("iat", 10)]
    [InlineData("iat", -60)]
    [InlineData("nbf", 10)]
    public async Task In_time(string claim, int seconds)
    {
        var assertion = Host.Assertion();
        assertion.Payload[claim] = Host.Clock.Seconds + seconds;
        (await Host.AskAsync(assertion)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(10, 200)]
    [InlineData(11, 401)]
    public async Task From_a_clock_that_is_fast_by(int seconds, int status)
    {
        var assertion = TestJws.Assertion(
            Host.Key, new ManualClock(Host.Clock.GetUtcNow().AddSeconds(seconds)), IdentityHost.ClientId, IdentityHost.Issuer);
        (await Host.AskAsync(assertion)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_date_as_text() => await RefusedAsync(a => a.Payload["exp"] = "2026-01-15T12:00:30Z");

    private async Task RefusedAsync(Action<TestJws> spoil)
    {
        var assertion = Host.Assertion();
        spoil(assertion);
        (await Host.AskAsync(assertion)).ShouldBeRefused("invalid_client", 401);
    }
}
