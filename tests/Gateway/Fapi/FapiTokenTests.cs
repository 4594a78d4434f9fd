using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Fapi;

/// <summary>The token endpoint as the conformance suite tries it: through the Gateway, as partners reach it.</summary>
public sealed class FapiTokenTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly ApiRequest Catalog = ApiRequest.Get("/v1/catalog");

    [Fact]
    public async Task Discovery_end_point_verification()
    {
        var issuer = stack.Origin.GetLeftPart(UriPartial.Authority);
        var metadata = await stack.Http.GetFromJsonAsync<JsonElement>(
            new Uri(stack.Origin, "/.well-known/openid-configuration"), TestContext.Current.CancellationToken);
        metadata.GetProperty("issuer").GetString().ShouldBe(issuer);
        metadata.GetProperty("token_endpoint").GetString().ShouldBe(issuer + "/connect/token");
        Texts(metadata, "token_endpoint_auth_methods_supported").ShouldBe(["private_key_jwt"]);
        Texts(metadata, "token_endpoint_auth_signing_alg_values_supported").ShouldBe(["ES256", "PS256"], ignoreOrder: true);
        Texts(metadata, "dpop_signing_alg_values_supported").ShouldBe(["ES256", "PS256"], ignoreOrder: true);
        Texts(metadata, "grant_types_supported").ShouldContain("client_credentials");
        Texts(metadata, "grant_types_supported").ShouldNotContain("password");
        Texts(metadata, "grant_types_supported").ShouldNotContain("implicit");

        var keys = await stack.Http.GetFromJsonAsync<JsonElement>(new Uri(metadata.GetProperty("jwks_uri").GetString()!), TestContext.Current.CancellationToken);
        keys.GetProperty("keys").EnumerateArray().ShouldNotBeEmpty();
        keys.GetProperty("keys").EnumerateArray().ShouldAllBe(k => !k.EnumerateObject().Any(m => m.NameEquals("d")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Policies.Rsa)]
    public async Task Happy_flow(string? organisation)
    {
        var partner = organisation is null ? stack.NewPartner() : stack.Caller(organisation);
        using var answer = await partner.AskTokenAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        body.GetProperty("token_type").GetString().ShouldBe("DPoP");
        (await partner.SendAsync(Catalog with { Token = body.GetProperty("access_token").GetString() })).ShouldBe(200);
    }

    [Theory]
    [InlineData("DPoP")]
    [InlineData("dpop")]
    [InlineData("DPOP")]
    public async Task Access_token_type_header_case_sensitivity(string scheme) =>
        (await stack.NewPartner().SendAsync(Catalog with { Scheme = scheme })).ShouldBe(200);

    [Theory]
    [InlineData("nbf", -60, true)]
    [InlineData("exp", 60, true)]
    [InlineData("nbf", 60, false)]
    [InlineData("exp", -60, false)]
    public async Task Check_dpop_proof_nbf_exp(string claim, int seconds, bool isAllowed)
    {
        using var token = await stack.NewPartner().AskTokenAsync(proof: p => p.Payload[claim] = stack.Clock.Seconds + seconds);
        await JudgeAsync(token, isAllowed ? null : "invalid_dpop_proof");
        var call = await stack.NewPartner().SendAsync(Catalog with { Spoil = p => Set(p, claim, stack.Clock.Seconds + seconds) });
        call.Status.ShouldBe(isAllowed ? 200 : 401);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task Ensure_dpopproof_with_iat_10seconds_before_or_after_succeeds(int seconds)
    {
        using var token = await stack.NewPartner().AskTokenAsync(proof: p => p.Payload["iat"] = stack.Clock.Seconds + seconds);
        await JudgeAsync(token, null);
        (await stack.NewPartner().SendAsync(Catalog with { Spoil = p => Set(p, "iat", stack.Clock.Seconds + seconds) })).ShouldBe(200);
    }

    [Theory]
    [InlineData(-61)]
    [InlineData(11)]
    public async Task Proof_from_a_clock_beyond_the_window_is_refused(int seconds)
    {
        using var token = await stack.NewPartner().AskTokenAsync(proof: p => p.Payload["iat"] = stack.Clock.Seconds + seconds);
        await JudgeAsync(token, "invalid_dpop_proof");
    }

    [Fact]
    public async Task Ensure_client_id_in_token_endpoint()
    {
        var partner = stack.NewPartner();
        using var own = await partner.AskTokenAsync(changes: ("client_id", partner.Organisation));
        await JudgeAsync(own, null);
        using var other = await partner.AskTokenAsync(changes: ("client_id", "dinsos"));
        await JudgeAsync(other, "invalid_client");
    }

    [Fact]
    public async Task Ensure_holder_of_key_required()
    {
        using var answer = await stack.NewPartner().AskTokenAsync(isProven: false);
        await JudgeAsync(answer, "invalid_dpop_proof");
    }

    [Fact]
    public async Task Ensure_signed_client_assertion_with_RS256_fails()
    {
        var partner = stack.Caller(Policies.Rsa);
        using var answer = await partner.AskTokenAsync(a => a.Header["alg"] = "RS256");
        await JudgeAsync(answer, "invalid_client");
        using var right = await partner.AskTokenAsync();
        await JudgeAsync(right, null);
    }

    [Theory]
    [InlineData("client_assertion")]
    [InlineData("client_assertion_type")]
    public async Task Ensure_client_assertion_in_token_endpoint(string missing)
    {
        using var answer = await stack.NewPartner().AskTokenAsync(changes: (missing, null));
        await JudgeAsync(answer, "invalid_client");
    }

    [Fact]
    public async Task Ensure_client_assertion_with_exp_is_5_minutes_in_past_fails()
    {
        using var answer = await stack.NewPartner().AskTokenAsync(a => a.Payload["exp"] = stack.Clock.Seconds - 300);
        await JudgeAsync(answer, "invalid_client");
    }

    [Theory]
    [InlineData("https://other.example")]
    [InlineData("/connect/token")]
    public async Task Ensure_client_assertion_with_wrong_aud_fails(string audience)
    {
        using var answer = await stack.NewPartner().AskTokenAsync(a => a.Payload["aud"] = new Uri(stack.Origin, audience).AbsoluteUri);
        await JudgeAsync(answer, "invalid_client");
    }

    [Fact]
    public async Task Ensure_client_assertion_with_no_sub_fails()
    {
        using var answer = await stack.NewPartner().AskTokenAsync(a => a.Payload.Remove("sub"));
        await JudgeAsync(answer, "invalid_client");
    }

    private static IEnumerable<string> Texts(JsonElement metadata, string name) => metadata.GetProperty(name).EnumerateArray().Select(t => t.GetString()!);

    private static TestJws Set(TestJws proof, string claim, JsonNode value)
    {
        proof.Payload[claim] = value;
        return proof;
    }

    private static async Task JudgeAsync(HttpResponseMessage answer, string? error)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        (body.TryGetProperty("error", out var said) ? said.GetString() : null).ShouldBe(error);
        body.TryGetProperty("access_token", out _).ShouldBe(error is null);
        ((int)answer.StatusCode).ShouldBeOneOf(error is null ? [200] : [400, 401]);
    }
}
