using System.Text.Json.Nodes;
using Pmo.Hosting.Dpop;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Dpop;

public sealed class DpopValidatorTests(DpopFixture dpop) : IClassFixture<DpopFixture>
{
    [Fact]
    public async Task A_right_proof_gives_the_thumbprint_of_its_key() =>
        (await dpop.JudgeAsync(dpop.Proof())).ShouldBe(new DpopResult(DpopError.None, dpop.Key.Thumbprint));

    [Fact]
    public async Task A_right_PS256_proof()
    {
        using var rsa = TestKey.Rsa();
        var result = await dpop.Validator.ValidateAsync(
            dpop.Proof(rsa).Sign(), "POST", new Uri(DpopFixture.Target), DpopFixture.Token, rsa.Thumbprint, TestContext.Current.CancellationToken);
        result.ShouldBe(new DpopResult(DpopError.None, rsa.Thumbprint));
    }

    [Theory]
    [InlineData("jti")]
    [InlineData("htm")]
    [InlineData("htu")]
    [InlineData("iat")]
    [InlineData("ath")]
    public async Task A_claim_missing_or_of_the_wrong_type(string claim)
    {
        var proof = dpop.Proof();
        proof.Payload.Remove(claim);
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.ClaimMissing);
        proof.Payload[claim] = new JsonArray(1);
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.ClaimMissing);
    }

    [Fact]
    public async Task Jti_longer_than_128()
    {
        var proof = dpop.Proof();
        proof.Payload["jti"] = new string('j', 129);
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.Malformed);
        proof.Payload["jti"] = new string('j', 128);
        (await dpop.JudgeAsync(proof)).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("post")]
    public async Task Wrong_htm(string method)
    {
        var proof = dpop.Proof();
        proof.Payload["htm"] = method;
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.WrongMethod);
    }

    [Theory]
    [InlineData("https://pmo.example/v1/checks?a=b#c")]
    [InlineData("HTTPS://PMO.EXAMPLE/v1/checks")]
    [InlineData("https://pmo.example:443/v1/checks")]
    [InlineData("https://pmo.example/v1/x/../checks")]
    public async Task Htu_of_the_same_place(string htu)
    {
        var proof = dpop.Proof();
        proof.Payload["htu"] = htu;
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.None);
    }

    [Theory]
    [InlineData("https://other.example/v1/checks")]
    [InlineData("http://pmo.example/v1/checks")]
    [InlineData("https://pmo.example:8443/v1/checks")]
    [InlineData("https://pmo.example/v1/Checks")]
    [InlineData("https://pmo.example/v1/checks/")]
    [InlineData("https://pmo.example")]
    [InlineData("https://pmo.example@other.example/v1/checks")]
    [InlineData("https://someone@pmo.example/v1/checks")]
    [InlineData("/v1/checks")]
    public async Task Htu_of_another_place(string htu)
    {
        var proof = dpop.Proof();
        proof.Payload["htu"] = htu;
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.WrongTarget);
    }

    [Theory]
    [InlineData(-3600, false)]
    [InlineData(-61, false)]
    [InlineData(-60, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(3600, false)]
    public async Task Iat_within_its_window(int seconds, bool good)
    {
        var proof = dpop.Proof();
        proof.Payload["iat"] = dpop.Clock.Seconds + seconds;
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(good ? DpopError.None : DpopError.OutOfTime);
    }

    [Theory]
    [InlineData("exp", -300, false)]
    [InlineData("exp", 300, true)]
    [InlineData("nbf", 300, false)]
    [InlineData("nbf", -300, true)]
    public async Task Nbf_and_exp_count_when_they_are_there(string claim, int seconds, bool good)
    {
        var proof = dpop.Proof();
        proof.Payload[claim] = dpop.Clock.Seconds + seconds;
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(good ? DpopError.None : DpopError.OutOfTime);
    }

    [Fact]
    public async Task Without_a_nonce_all_else_right_one_is_handed_out_and_the_proof_is_not_used_up()
    {
        var proof = dpop.Proof();
        proof.Payload.Remove("nonce");
        var refused = await dpop.JudgeAsync(proof);
        (refused.Error, refused.Thumbprint).ShouldBe((DpopError.NonceWanted, null));
        proof.Payload["nonce"] = refused.NewNonce.ShouldNotBeNull();
        (await dpop.JudgeAsync(proof)).ShouldBe(new DpopResult(DpopError.None, dpop.Key.Thumbprint));
    }

    [Fact]
    public async Task A_proof_that_is_wrong_otherwise_is_handed_no_nonce()
    {
        var proof = dpop.Proof();
        proof.Payload.Remove("nonce");
        proof.Payload["ath"] = "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo";
        (await dpop.JudgeAsync(proof)).ShouldBe(new DpopResult(DpopError.WrongTokenHash, null));
    }

    [Fact]
    public async Task Nonce_of_a_wrong_type()
    {
        var proof = dpop.Proof();
        proof.Payload["nonce"] = new JsonArray(dpop.Nonces.Current);
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.NonceWanted);
    }

    [Fact]
    public async Task Unknown_claims_are_passed_over()
    {
        var proof = dpop.Proof();
        proof.Payload["more"] = new JsonObject { ["of"] = "it" };
        (await dpop.JudgeAsync(proof)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Ath_of_another_token()
    {
        var proof = TestJws.Proof(dpop.Key, dpop.Clock, "POST", DpopFixture.Target, "another.token", dpop.Nonces.Current);
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.WrongTokenHash);
    }

    [Fact]
    public async Task A_token_that_is_bound_to_another_key()
    {
        using var thief = TestKey.Ec();
        (await dpop.JudgeAsync(dpop.Proof(thief))).Error.ShouldBe(DpopError.WrongThumbprint);
    }

    [Fact]
    public async Task The_same_proof_twice_also_at_a_replica()
    {
        var proof = dpop.Proof();
        (await dpop.JudgeAsync(proof)).IsOk.ShouldBeTrue();
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.Replayed);
        var replica = await dpop.NewValidator().ValidateAsync(
            proof.Sign(), "POST", new Uri(DpopFixture.Target), DpopFixture.Token, dpop.Key.Thumbprint, TestContext.Current.CancellationToken);
        replica.Error.ShouldBe(DpopError.Replayed);
    }

    [Fact]
    public async Task A_refused_proof_does_not_use_up_its_jti()
    {
        var proof = dpop.Proof();
        proof.Payload["htm"] = "GET";
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.WrongMethod);
        proof.Payload["htm"] = "POST";
        (await dpop.JudgeAsync(proof)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_proof_50_times_at_once_is_taken_once()
    {
        var proof = dpop.Proof().Sign();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => dpop.JudgeAsync(proof))));
        results.Count(r => r.IsOk).ShouldBe(1);
        results.Count(r => r.Error == DpopError.Replayed).ShouldBe(49);
    }
}
