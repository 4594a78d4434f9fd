using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Tokens;

/// <summary>An issuer that signs what a test wants stands in Identity's place, so that one claim at a time is wrong under a right signature.</summary>
public sealed class AccessTokenVerifierTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly ApiRequest Catalog = ApiRequest.Get("/v1/catalog");

    [Fact]
    public async Task Identity_down_is_an_outage_and_no_bad_token_but_known_tokens_still_work()
    {
        var (known, unknown) = (stack.NewPartner(), stack.NewPartner());
        (await known.SendAsync(Catalog)).ShouldBe(200);
        var token = await unknown.TokenAsync();
        try
        {
            // Another address has other keys, which cannot be fetched.
            stack.ReplaceIdentity(new Uri("http://127.0.0.1:1"));

            (await unknown.SendAsync(Catalog with { Token = token })).ShouldBeRefused(503, "identity_unavailable");
            (await known.SendAsync(Catalog)).ShouldBe(200);
        }
        finally
        {
            stack.Restore();
        }

        (await unknown.SendAsync(Catalog with { Token = token })).ShouldBe(200);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("iss", "http://127.0.0.1:9", false)]
    [InlineData("aud", "urn:other:api", false)]
    [InlineData("typ", "JWT", false)]
    [InlineData("cnf", null, false)]
    [InlineData("org", null, false)]
    [InlineData("client_id", null, false)]
    [InlineData("exp", null, false)]
    [InlineData("aud", null, false)]
    [InlineData("nbf", "later", false)]
    public async Task Right_signature_over_wrong_claims_is_refused(string claim, string? value, bool isAllowed)
    {
        using var key = TestKey.Ec();
        await using var issuer = await Observer.StartAsync(context => context.Response.WriteAsync(Document(context, key)));
        var partner = stack.NewPartner();
        var jws = Token(key, partner);
        var place = claim == "typ" ? jws.Header : jws.Payload;
        if (claim.Length > 0)
        {
            place.Remove(claim);
        }

        if (!string.IsNullOrEmpty(value))
        {
            place[claim] = value == "later" ? stack.Clock.Seconds + 100 : value;
        }

        try
        {
            stack.ReplaceIdentity(issuer.Address);
            var answer = await partner.SendAsync(Catalog with { Token = jws.Sign() });
            (answer.Status, answer.Code).ShouldBe(isAllowed ? (200, null) : (401, "token_invalid"), answer.Text);
        }
        finally
        {
            stack.Restore();
        }
    }

    private TestJws Token(TestKey key, ApiCaller partner) => new(
        key,
        new JsonObject { ["typ"] = "at+jwt", ["alg"] = "ES256", ["kid"] = "k" },
        new JsonObject
        {
            ["iss"] = stack.Origin.GetLeftPart(UriPartial.Authority), ["aud"] = "urn:pmo:api", ["sub"] = partner.Organisation,
            ["client_id"] = partner.Organisation, ["org"] = partner.Organisation, ["jti"] = TestJws.NewId(),
            ["exp"] = stack.Clock.Seconds + 300, ["iat"] = stack.Clock.Seconds,
            ["cnf"] = new JsonObject { ["jkt"] = partner.Key.Thumbprint },
        });

    private string Document(HttpContext context, TestKey key)
    {
        if (context.Request.Path != "/jwks")
        {
            return new JsonObject
            {
                ["issuer"] = stack.Origin.GetLeftPart(UriPartial.Authority), ["jwks_uri"] = $"http://{context.Request.Host}/jwks",
            }.ToJsonString();
        }

        var jwk = key.PublicJwk();
        jwk["kid"] = "k";
        return new JsonObject { ["keys"] = new JsonArray(jwk) }.ToJsonString();
    }
}
