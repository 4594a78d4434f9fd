using Pmo.Testing;

namespace Pmo.Identity.Tests.Tokens;

public sealed class ProofErrorsTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private IdentityHost Host => identity.Host;

    [Fact]
    public async Task No_proof() => (await Host.AskAsync(Host.Form(), "")).ShouldBeRefused("invalid_dpop_proof", 400);

    [Fact]
    public async Task Two_proofs() =>
        (await Host.AskAsync(Host.Form(), Host.Proof().Sign(), Host.Proof().Sign())).ShouldBeRefused("invalid_dpop_proof", 400);

    [Fact]
    public async Task Not_a_JWT() => await RefusedAsync("not a JWT");

    [Fact]
    public async Task Typ_wrong() => await RefusedAsync(p => p.Header["typ"] = "JWT");

    [Fact]
    public async Task Alg_none() => await RefusedAsync(p => p.Header["alg"] = "none");

    [Fact]
    public async Task Jwk_missing() => await RefusedAsync(p => p.Header.Remove("jwk"));

    [Fact]
    public async Task Private_key_in_jwk() => await RefusedAsync(p => p.Header["jwk"] = Host.Key.PrivateJwk());

    [Fact]
    public async Task Signed_by_another_key_than_jwk()
    {
        using var other = TestKey.Ec();
        await RefusedAsync(p => p.Header["jwk"] = other.PublicJwk());
    }

    [Theory]
    [InlineData("jti")]
    [InlineData("htm")]
    [InlineData("htu")]
    [InlineData("iat")]
    public async Task A_claim_missing(string claim) => await RefusedAsync(p => p.Payload.Remove(claim));

    [Fact]
    public async Task Htm_wrong() => await RefusedAsync(p => p.Payload["htm"] = "GET");

    [Fact]
    public async Task Htu_is_the_public_address_not_the_one_behind_the_proxy() =>
        await RefusedAsync(p => p.Payload["htu"] = new Uri(Host.Http.BaseAddress!, "/connect/token").AbsoluteUri);

    [Theory]
    [InlineData(-61)]
    [InlineData(11)]
    public async Task Iat_out_of_its_window(int seconds) => await RefusedAsync(p => p.Payload["iat"] = Host.Clock.Seconds + seconds);

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task Iat_10_seconds_off(int seconds)
    {
        var proof = Host.Proof();
        proof.Payload["iat"] = Host.Clock.Seconds + seconds;
        (await Host.AskAsync(Host.Form(), proof.Sign())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_same_proof_twice_with_fresh_assertions()
    {
        var proof = Host.Proof().Sign();
        (await Host.AskAsync(Host.Form(), proof)).Status.ShouldBe(200);
        (await Host.AskAsync(Host.Form(), proof)).ShouldBeRefused("invalid_dpop_proof", 400);
    }

    private Task RefusedAsync(Action<TestJws> spoil)
    {
        var proof = Host.Proof();
        spoil(proof);
        return RefusedAsync(proof.Sign());
    }

    private async Task RefusedAsync(string proof) => (await Host.AskAsync(Host.Form(), proof)).ShouldBeRefused("invalid_dpop_proof", 400);
}
