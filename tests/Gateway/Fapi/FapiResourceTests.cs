using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Dpop;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Fapi;

/// <summary>The conformance suite's proofs at the resource server: each right but for one thing.</summary>
public sealed class FapiResourceTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly ApiRequest Catalog = ApiRequest.Get("/v1/catalog");

    private string Here => new Uri(stack.Origin, "/v1/catalog").ToString();

    [Fact]
    public async Task Header_name_all_upper_case()
    {
        var partner = stack.NewPartner();
        var proof = partner.Proof(Catalog, await partner.TokenAsync()).Sign();
        (await partner.SendAsync((Catalog with { Proofs = [] }).With("DPOP", proof))).ShouldBe(200);
    }

    [Fact]
    public async Task Two_DPoP_headers()
    {
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();
        await RefusedAsync(Catalog with { Token = token, Proofs = [partner.Proof(Catalog, token).Sign(), partner.Proof(Catalog, token).Sign()] }, partner);
    }

    [Theory]
    [InlineData("not a JWT")]
    [InlineData("e30.e30.e30.e30.e30")]
    [InlineData("a.b.c")]
    public async Task Not_a_JWT(string proof) => await RefusedAsync(Catalog with { Proofs = [proof] });

    [Theory]
    [InlineData("typ")]
    [InlineData("alg")]
    [InlineData("jwk")]
    public async Task Header_member_missing(string member) => await RefusedAsync(p => p.Header.Remove(member));

    [Theory]
    [InlineData("jti")]
    [InlineData("htm")]
    [InlineData("htu")]
    [InlineData("iat")]
    [InlineData("ath")]
    public async Task Claim_missing(string claim) => await RefusedAsync(p => p.Payload.Remove(claim));

    [Theory]
    [InlineData("JWT")]
    [InlineData("at+jwt")]
    [InlineData("DPOP+JWT")]
    public async Task Typ_wrong(string typ) => await RefusedAsync(p => p.Header["typ"] = typ);

    [Fact]
    public async Task RS256() => await RefusedAsync(p => p.Header["alg"] = "RS256", stack.Caller(Policies.Rsa));

    [Fact]
    public async Task Alg_none() => await RefusedAsync(p => p.Header["alg"] = "none");

    [Fact]
    public async Task Bad_signature()
    {
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();
        var (one, two) = (partner.Proof(Catalog, token).Sign().Split('.'), partner.Proof(Catalog, token).Sign().Split('.'));
        await RefusedAsync(Catalog with { Token = token, Proofs = [$"{one[0]}.{one[1]}.{two[2]}"] }, partner);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Policies.Rsa)]
    public async Task Private_key_in_jwk(string? organisation)
    {
        var partner = organisation is null ? stack.NewPartner() : stack.Caller(organisation);
        await RefusedAsync(p => p.Header["jwk"] = partner.Key.PrivateJwk(), partner);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("get")]
    public async Task Wrong_htm(string method) => await RefusedAsync(p => p.Payload["htm"] = method);

    [Theory]
    [InlineData("as it is")]
    [InlineData("query and fragment")]
    [InlineData("upper case")]
    public async Task Htu_of_this_address(string spelling)
    {
        var htu = spelling switch
        {
            "query and fragment" => Here + "?page=1#top",
            "upper case" => "HTTP" + Here["http".Length..],
            _ => Here,
        };
        (await stack.NewPartner().SendAsync(Catalog with { Spoil = p => Set(p, "htu", htu) })).ShouldBe(200);
    }

    [Theory]
    [InlineData("https://pmo.example:443/v1/catalog")]
    [InlineData("HTTPS://PMO.example/v1/catalog")]
    public async Task Htu_with_default_port(string htu)
    {
        // The stack listens on a port of chance, so the Gateway's own validator is asked for an origin that has the default one.
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();
        var proof = Set(partner.Proof(Catalog, token), "htu", htu);
        var validator = stack.Gateway.GetRequiredService<DpopValidator>();
        validator.Judge(proof.Sign(), "GET", new Uri("https://pmo.example/v1/catalog"), token, partner.Key.Thumbprint).Result.IsOk.ShouldBeTrue();
        await RefusedAsync(p => p.Payload["htu"] = new UriBuilder(Here) { Port = 80 }.ToString());
    }

    [Theory]
    [InlineData("https://other.example/v1/catalog")]
    [InlineData("/v1/pseudonyms/keys")]
    [InlineData("/v1/catalog/")]
    [InlineData("/v1/Catalog")]
    public async Task Htu_of_another_URL(string address) => await RefusedAsync(p => p.Payload["htu"] = new Uri(stack.Origin, address).ToString());

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task Iat_1_hour_ahead_or_past(int seconds) => await RefusedAsync(p => p.Payload["iat"] = stack.Clock.Seconds + seconds);

    [Fact]
    public async Task The_same_jti_twice()
    {
        var partner = stack.NewPartner();
        var jti = TestJws.NewId();
        (await partner.SendAsync(Catalog with { Spoil = p => Set(p, "jti", jti) })).ShouldBe(200);
        (await partner.SendAsync(Catalog with { Spoil = p => Set(p, "jti", jti) })).ShouldBeRefused(401, "dpop_proof_replayed");
    }

    [Theory]
    [InlineData("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")]
    [InlineData("x")]
    public async Task Ath_wrong(string ath) => await RefusedAsync(p => p.Payload["ath"] = ath);

    [Fact]
    public async Task Signed_with_another_key()
    {
        using var other = TestKey.Ec();
        await RefusedAsync(p => p.Header["jwk"] = other.PublicJwk());
    }

    [Fact]
    public async Task Unknown_extra_claims() =>
        (await stack.NewPartner().SendAsync(Catalog with { Spoil = p => Set(p, "extra", new JsonObject { ["of"] = "it" }) })).ShouldBe(200);

    [Fact]
    public async Task No_proof() => await RefusedAsync(Catalog with { Proofs = [] });

    [Fact]
    public async Task No_proof_and_Bearer() =>
        (await stack.NewPartner().SendAsync(Catalog with { Proofs = [], Scheme = "Bearer" })).ShouldBeRefused(401, "token_scheme");

    [Fact]
    public async Task A_right_proof_still_works_at_the_end()
    {
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();
        await RefusedAsync(Catalog with { Token = token, Proofs = [] }, partner);
        await RefusedAsync(p => p.Header["alg"] = "none", partner);
        await RefusedAsync(p => p.Payload["htu"] = "https://other.example/v1/catalog", partner);
        (await partner.SendAsync(Catalog with { Token = token })).ShouldBe(200);
    }

    private static TestJws Set(TestJws proof, string claim, JsonNode value)
    {
        proof.Payload[claim] = value;
        return proof;
    }

    private Task RefusedAsync(Action<TestJws> spoil, ApiCaller? partner = null) => RefusedAsync(
        Catalog with
        {
            Spoil = proof =>
            {
                spoil(proof);
                return proof;
            },
        },
        partner);

    private async Task RefusedAsync(ApiRequest request, ApiCaller? partner = null) =>
        (await (partner ?? stack.NewPartner()).SendAsync(request)).ShouldBeRefused(401, "dpop_proof_invalid");
}
