using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Tokens;

public sealed class TokenEndpointTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private IdentityHost Host => identity.Host;

    [Fact]
    public async Task A_right_request_gets_a_token_bound_to_the_key_of_its_proof()
    {
        using var other = TestKey.Ec();
        var answer = await Host.AskAsync(Host.Form(), Host.Proof(other).Sign());

        (answer.Status, answer.NoStore).ShouldBe((200, true));
        answer.Body.GetProperty("token_type").GetString().ShouldBe("DPoP");
        answer.Body.GetProperty("expires_in").GetInt32().ShouldBe(300);
        answer.Body.GetProperty("scope").GetString().ShouldBe("pmo");
        var token = new JsonWebToken(answer.Token);
        (token.Typ, token.Alg).ShouldBe(("at+jwt", "ES256"));
        var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload)).RootElement;
        claims.EnumerateObject().Select(c => c.Name).ShouldBe(
            ["iss", "aud", "sub", "client_id", "org", "roles", "scope", "iat", "exp", "jti", "cnf"]);
        claims.GetProperty("iss").GetString().ShouldBe(IdentityHost.Issuer);
        claims.GetProperty("aud").GetString().ShouldBe("urn:pmo:api");
        claims.GetProperty("sub").GetString().ShouldBe(IdentityHost.ClientId);
        claims.GetProperty("client_id").GetString().ShouldBe(IdentityHost.ClientId);
        claims.GetProperty("org").GetString().ShouldBe("csr-nusantara");
        claims.GetProperty("roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["partner"]);
        claims.GetProperty("scope").GetString().ShouldBe("pmo");
        claims.GetProperty("iat").GetInt64().ShouldBe(Host.Clock.Seconds);
        claims.GetProperty("exp").GetInt64().ShouldBe(Host.Clock.Seconds + 300);
        claims.GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe(other.Thumbprint);
    }

    [Fact]
    public async Task A_proof_without_a_nonce_gets_one_and_uses_up_neither_assertion_nor_proof()
    {
        var assertion = Host.Assertion().Sign();
        var proof = Host.Proof();
        proof.Payload.Remove("nonce");
        var refused = await Host.AskAsync(Host.Form(assertion), proof.Sign());
        refused.ShouldBeRefused("use_dpop_nonce", 400);

        proof.Payload["nonce"] = refused.Nonce.ShouldNotBeNull();
        var answer = await Host.AskAsync(Host.Form(assertion), proof.Sign());
        (answer.Status, answer.Nonce).ShouldBe((200, null));
    }

    [Theory]
    [InlineData("made-up")]
    [InlineData("CfDJ8")]
    public async Task A_nonce_that_is_not_ours_is_as_good_as_none(string nonce)
    {
        var proof = Host.Proof();
        proof.Payload["nonce"] = nonce;
        (await Host.AskAsync(Host.Form(), proof.Sign())).ShouldBeRefused("use_dpop_nonce", 400);
    }

    [Fact]
    public async Task Strangers_get_no_nonce()
    {
        using var stranger = TestKey.Ec();
        var proof = Host.Proof(stranger);
        proof.Payload.Remove("nonce");
        var answer = await Host.AskAsync(Host.Form(Host.Assertion(stranger).Sign()), proof.Sign());
        answer.ShouldBeRefused("invalid_client", 401);
        answer.Nonce.ShouldBeNull();
    }

    [Fact]
    public async Task Two_tokens_have_different_ids()
    {
        var one = new JsonWebToken((await Host.AskAsync(Host.Form())).Token);
        var two = new JsonWebToken((await Host.AskAsync(Host.Form())).Token);
        one.Id.ShouldNotBe(two.Id);
    }

    [Fact]
    public async Task The_token_verifies_against_the_published_key_by_its_kid()
    {
        var answer = await Host.AskAsync(Host.Form());
        var keys = new JsonWebKeySet(await Host.Http.GetStringAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken));
        (await Verification.IsValidAsync(answer.Token, keys.Keys)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_Authorization_header_is_no_way_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent(Host.Form()) };
        request.Headers.TryAddWithoutValidation("Authorization", "Basic Y3NyLW51c2FudGFyYTpzZWNyZXQ=");
        request.Headers.TryAddWithoutValidation("DPoP", Host.Proof().Sign());
        using var response = await Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(401);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"invalid_client\"");
    }

    [Fact]
    public async Task Get_is_not_a_way_to_ask()
    {
        using var response = await Host.Http.GetAsync("/connect/token", TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(405);
    }
}
