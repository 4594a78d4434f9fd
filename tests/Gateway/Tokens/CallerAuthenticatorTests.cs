using System.Text.Json.Nodes;
using Pmo.Gateway.Tokens;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Tokens;

/// <summary>Who gets in: tokens and proofs, each spoiled in one place.</summary>
public sealed class CallerAuthenticatorTests(Stack stack) : IClassFixture<Stack>
{
    private static readonly ApiRequest Catalog = ApiRequest.Get("/v1/catalog");

    [Fact]
    public async Task Stranger_without_a_token_is_told_what_is_asked()
    {
        var answer = await stack.NewPartner().SendAsync(Catalog with { Token = "" });

        answer.ShouldBeRefused(401, "token_missing");
        answer.Header("WWW-Authenticate").ShouldBe("DPoP algs=\"ES256 PS256\"");
    }

    [Fact]
    public async Task Thief_cannot_use_a_bound_token_as_a_bearer_token() =>
        (await stack.NewPartner().SendAsync(Catalog with { Scheme = "Bearer" })).ShouldBeRefused(401, "token_scheme");

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task Rubbish_is_no_token(string token) =>
        (await stack.NewPartner().SendAsync(Catalog with { Token = token })).ShouldBeRefused(401, "token_invalid");

    [Fact]
    public async Task Huge_token_is_refused_unread() =>
        (await stack.NewPartner().SendAsync(Catalog with { Token = new string('a', 5000) })).ShouldBeRefused(401, "token_invalid");

    [Fact]
    public async Task Forger_with_a_key_of_their_own_is_refused()
    {
        var partner = stack.NewPartner();
        using var foreign = TestKey.Ec();

        (await partner.SendAsync(Catalog with { Token = Forge(partner, foreign).Sign() })).ShouldBeRefused(401, "token_invalid");
    }

    [Fact]
    public async Task Forger_cannot_sign_with_alg_none()
    {
        var partner = stack.NewPartner();
        var forged = Forge(partner, partner.Key);
        forged.Header["alg"] = "none";

        (await partner.SendAsync(Catalog with { Token = forged.Sign() })).ShouldBeRefused(401, "token_invalid");
    }

    [Fact]
    public async Task Forger_cannot_move_the_organisation_of_a_real_token()
    {
        var partner = stack.NewPartner();
        var parts = (await partner.TokenAsync()).Split('.');
        var forged = Forge(partner, partner.Key).Sign().Split('.');

        (await partner.SendAsync(Catalog with { Token = $"{parts[0]}.{forged[1]}.{parts[2]}" })).ShouldBeRefused(401, "token_invalid");
    }

    [Fact]
    public async Task Client_assertion_is_no_access_token()
    {
        var partner = stack.NewPartner();
        var assertion = TestJws.Assertion(partner.Key, stack.Clock, partner.Organisation, stack.Origin.GetLeftPart(UriPartial.Authority)).Sign();

        (await partner.SendAsync(Catalog with { Token = assertion })).ShouldBeRefused(401, "token_invalid");
    }

    [Fact]
    public async Task Expired_token_is_named_as_such_first_seen_or_known()
    {
        var (known, fresh) = (stack.NewPartner(), stack.NewPartner());
        var (knownToken, freshToken) = (await known.TokenAsync(), await fresh.TokenAsync());
        (await known.SendAsync(Catalog)).ShouldBe(200);

        stack.Clock.Advance(TimeSpan.FromMinutes(6));

        (await known.SendAsync(Catalog with { Token = knownToken })).ShouldBeRefused(401, "token_expired");
        (await fresh.SendAsync(Catalog with { Token = freshToken })).ShouldBeRefused(401, "token_expired");
    }

    [Fact]
    public async Task Call_without_a_proof_is_refused()
    {
        var answer = await stack.NewPartner().SendAsync(Catalog with { Proofs = [] });

        answer.ShouldBeRefused(401, "dpop_proof_invalid");
        answer.Header("WWW-Authenticate")!.ShouldContain("error=\"invalid_dpop_proof\"");
    }

    [Fact]
    public async Task Two_proofs_are_refused()
    {
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();

        (await partner.SendAsync(Catalog with { Proofs = [partner.Proof(Catalog, token).Sign(), partner.Proof(Catalog, token).Sign()] }))
            .ShouldBeRefused(401, "dpop_proof_invalid");
    }

    [Fact]
    public async Task Proof_without_a_nonce_gets_one_and_leaves_no_entry()
    {
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();
        var proof = Set(partner.Proof(Catalog, token), "nonce", null);
        var before = stack.Database.Calls().Count;

        var answer = await partner.SendAsync(Catalog with { Proofs = [proof.Sign()] });
        answer.ShouldBeRefused(401, "dpop_nonce_required");
        answer.Header("WWW-Authenticate").ShouldBe(
            $"DPoP error=\"use_dpop_nonce\", error_description=\"{TokenErrors.NonceRequired.English}\", algs=\"ES256 PS256\"");
        stack.Database.Calls().Count.ShouldBe(before);

        proof.Payload["nonce"] = answer.Header("DPoP-Nonce").ShouldNotBeNull();
        (await partner.SendAsync(Catalog with { Proofs = [proof.Sign()] })).ShouldBe(200).Header("DPoP-Nonce").ShouldBeNull();
    }

    [Fact]
    public async Task Thief_of_a_token_gets_no_nonce_and_is_in_the_log()
    {
        var (victim, thief) = (stack.NewPartner(), stack.NewPartner());
        var stolen = await victim.TokenAsync();

        var answer = await thief.SendAsync(Catalog with { Token = stolen, Spoil = proof => Set(proof, "nonce", null) });
        answer.ShouldBeRefused(401, "dpop_proof_invalid");
        answer.Header("DPoP-Nonce").ShouldBeNull();
        answer.Header("Pmo-Audit").ShouldNotBeNull();
    }

    [Fact]
    public async Task Nonce_is_renewed_in_a_good_answer_also_when_a_service_answers()
    {
        var partner = stack.NewPartner();
        var first = stack.Nonce;
        (await partner.SendAsync(Catalog)).ShouldBe(200);
        stack.Clock.Advance(TimeSpan.FromSeconds(130));
        (await partner.SendAsync(ApiRequest.Get("/v1/pseudonyms/keys") with { Spoil = proof => Set(proof, "nonce", first) }))
            .ShouldBe(200).Header("DPoP-Nonce").ShouldBe(stack.Nonce);
        stack.Clock.Advance(TimeSpan.FromSeconds(200));
        (await partner.SendAsync(Catalog with { Spoil = proof => Set(proof, "nonce", first) })).ShouldBeRefused(401, "dpop_nonce_required");
    }

    [Theory]
    [InlineData("twice", "dpop_proof_replayed")]
    [InlineData("for another path", "dpop_proof_invalid")]
    [InlineData("for another path below it", "dpop_proof_invalid")]
    [InlineData("by another method", "dpop_proof_invalid")]
    [InlineData("with another token", "dpop_proof_invalid")]
    [InlineData("two minutes later", "dpop_proof_invalid")]
    [InlineData("six minutes later", "token_expired")]
    [InlineData("as a bearer token", "token_scheme")]
    public async Task Captured_token_and_proof_are_worth_nothing(string use, string code)
    {
        var victim = stack.NewPartner();
        var token = await victim.TokenAsync();
        var captured = Catalog with { Token = token, Proofs = [victim.Proof(Catalog, token).Sign()] };
        if (use == "twice")
        {
            (await victim.SendAsync(captured)).ShouldBe(200);
        }

        stack.Clock.Advance(TimeSpan.FromMinutes(use switch { "two minutes later" => 2, "six minutes later" => 6, _ => 0 }));
        var replayed = use switch
        {
            "for another path" => captured with { Path = "/v1/pseudonyms/keys" },
            "for another path below it" => captured with { Path = "/v1/datasets/pkh" },
            "by another method" => captured with { Method = "DELETE", Path = "/v1/datasets/pkh" },
            "with another token" => captured with { Token = await stack.NewPartner().TokenAsync() },
            "as a bearer token" => captured with { Scheme = "Bearer" },
            _ => captured,
        };
        (await stack.NewPartner().SendAsync(replayed)).ShouldBeRefused(401, code);
    }

    [Fact]
    public async Task Nonce_of_identity_is_none_of_the_gateway() =>
        (await stack.NewPartner().SendAsync(Catalog with { Spoil = proof => Set(proof, "nonce", stack.IdentityNonce) }))
            .ShouldBeRefused(401, "dpop_nonce_required");

    [Fact]
    public async Task Eavesdropper_cannot_replay_a_proof()
    {
        var partner = stack.NewPartner();
        var proof = partner.Proof(Catalog, await partner.TokenAsync()).Sign();

        (await partner.SendAsync(Catalog with { Proofs = [proof] })).ShouldBe(200);
        (await partner.SendAsync(Catalog with { Proofs = [proof] })).ShouldBeRefused(401, "dpop_proof_replayed");
    }

    [Fact]
    public async Task Thief_of_a_token_cannot_prove_its_key_with_another()
    {
        var (victim, thief) = (stack.NewPartner(), stack.NewPartner());
        var stolen = await victim.TokenAsync();

        (await thief.SendAsync(Catalog with { Token = stolen })).ShouldBeRefused(401, "dpop_proof_invalid");
    }

    [Theory]
    [InlineData("htm", "POST")]
    [InlineData("htu", "http://127.0.0.1:1/v1/catalog")]
    [InlineData("ath", "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo")]
    [InlineData("htm", null)]
    [InlineData("htu", null)]
    [InlineData("ath", null)]
    [InlineData("jti", null)]
    [InlineData("iat", null)]
    public async Task Proof_of_another_request_is_refused(string claim, string? value) =>
        (await stack.NewPartner().SendAsync(Catalog with { Spoil = proof => Set(proof, claim, value) })).ShouldBeRefused(401, "dpop_proof_invalid");

    [Fact]
    public async Task Proof_of_another_path_is_refused() =>
        (await stack.NewPartner().SendAsync(Catalog with { Spoil = proof => Set(proof, "htu", new Uri(stack.Origin, "/v1/pseudonyms/keys").ToString()) }))
            .ShouldBeRefused(401, "dpop_proof_invalid");

    [Theory]
    [InlineData(-61)]
    [InlineData(11)]
    public async Task Old_and_future_proofs_are_refused(int seconds) =>
        (await stack.NewPartner().SendAsync(Catalog with { Spoil = proof => Set(proof, "iat", stack.Clock.Seconds + seconds) }))
            .ShouldBeRefused(401, "dpop_proof_invalid");

    [Fact]
    public async Task Address_of_a_proof_is_never_taken_from_the_host_header()
    {
        var evil = Catalog.With("Host", "evil.example") with { Spoil = proof => Set(proof, "htu", "http://evil.example/v1/catalog") };

        (await stack.NewPartner().SendAsync(evil)).ShouldBeRefused(401, "dpop_proof_invalid");
        (await stack.NewPartner().SendAsync(Catalog.With("Host", "evil.example"))).ShouldBe(200);
    }

    [Fact]
    public async Task Refusal_is_in_the_log_with_its_reason()
    {
        var answer = await stack.NewPartner().SendAsync(Catalog with { Token = "" });

        var entry = stack.Database.Entries().Single(e => e.GetProperty("id").GetString() == answer.Header("Pmo-Audit"));
        entry.GetProperty("decision").GetString().ShouldBe("deny");
        entry.GetProperty("reasons")[0].GetString().ShouldBe("token_missing");
        entry.GetProperty("status").GetInt32().ShouldBe(401);
    }

    private TestJws Forge(ApiCaller partner, TestKey key) => new(
        key,
        new JsonObject { ["typ"] = "at+jwt", ["alg"] = "ES256" },
        new JsonObject
        {
            ["iss"] = stack.Origin.GetLeftPart(UriPartial.Authority), ["aud"] = "urn:pmo:api", ["sub"] = "dinsos", ["client_id"] = "dinsos", ["org"] = "dinsos",
            ["exp"] = stack.Clock.Seconds + 300, ["iat"] = stack.Clock.Seconds, ["jti"] = TestJws.NewId(),
            ["cnf"] = new JsonObject { ["jkt"] = partner.Key.Thumbprint },
        });

    private static TestJws Set(TestJws jws, string claim, JsonNode? value)
    {
        jws.Payload.Remove(claim);
        if (value is not null)
        {
            jws.Payload[claim] = value;
        }

        return jws;
    }
}
