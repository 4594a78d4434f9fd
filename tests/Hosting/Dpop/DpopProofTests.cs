using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Pmo.Hosting.Dpop;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Dpop;

public sealed class DpopProofTests(DpopFixture dpop) : IClassFixture<DpopFixture>
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task No_proof(string? header) =>
        (await dpop.JudgeAsync(new StringValues(header))).ShouldBe(new DpopResult(DpopError.Missing, null));

    [Fact]
    public async Task Two_DPoP_headers() =>
        (await dpop.JudgeAsync(new StringValues([dpop.Proof().Sign(), dpop.Proof().Sign()]))).Error.ShouldBe(DpopError.Several);

    [Fact]
    public async Task Two_DPoP_headers_joined_by_a_proxy() =>
        (await dpop.JudgeAsync($"{dpop.Proof().Sign()}, {dpop.Proof().Sign()}")).Error.ShouldBe(DpopError.Several);

    [Theory]
    [InlineData("not a JWT")]
    [InlineData("e30.e30")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("W10.e30.e30")]
    public async Task Not_a_JWT(string header) => (await dpop.JudgeAsync(header)).Error.ShouldBe(DpopError.Malformed);

    // The header of one that held is not read again.
    [Fact]
    public async Task Known_header_makes_nothing_else_hold()
    {
        var (good, other) = (dpop.Proof().Sign(), dpop.Proof().Sign());
        (await dpop.JudgeAsync(good)).IsOk.ShouldBeTrue();
        var parts = good.Split('.');

        (await dpop.JudgeAsync($"{parts[0]}.{parts[1]}.{other.Split('.')[2]}")).Error.ShouldBe(DpopError.BadSignature);
        (await dpop.JudgeAsync($"{parts[0]}.{other.Split('.')[1]}.{parts[2]}")).Error.ShouldBe(DpopError.BadSignature);
        (await dpop.JudgeAsync($"{parts[0]}.{parts[1]}")).Error.ShouldBe(DpopError.Malformed);
        (await dpop.JudgeAsync($"{good}.{parts[2]}")).Error.ShouldBe(DpopError.Malformed);
        (await dpop.JudgeAsync($"{parts[0]}.W10.{parts[2]}")).Error.ShouldBe(DpopError.Malformed);
        (await dpop.JudgeAsync(good)).Error.ShouldBe(DpopError.Replayed);
        (await dpop.JudgeAsync(other)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Larger_than_8_KiB()
    {
        var proof = dpop.Proof();
        proof.Payload["more"] = new string('x', 8 * 1024);
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.Malformed);
    }

    [Fact]
    public async Task A_member_twice()
    {
        var proof = dpop.Proof();
        var payload = proof.Payload.ToJsonString().Insert(1, "\"htm\":\"GET\",");
        (await dpop.JudgeAsync(proof.Sign(proof.Header.ToJsonString(), payload))).Error.ShouldBe(DpopError.Malformed);
    }

    [Fact]
    public async Task An_extension_that_must_be_understood()
    {
        var proof = dpop.Proof();
        proof.Header["crit"] = new JsonArray("b64");
        proof.Header["b64"] = true;
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.Malformed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("JWT")]
    [InlineData("at+jwt")]
    public async Task Typ_missing_or_wrong(string? typ)
    {
        var proof = dpop.Proof();
        proof.Header["typ"] = typ;
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.WrongType);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("EdDSA")]
    public async Task Alg_missing_or_not_allowed(string? alg)
    {
        using var rsa = TestKey.Rsa();
        var proof = dpop.Proof(rsa);
        proof.Header["alg"] = alg;
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.WrongAlgorithm);
    }

    [Fact]
    public async Task Jwk_missing()
    {
        var proof = dpop.Proof();
        proof.Header.Remove("jwk");
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.BadKey);
    }

    [Fact]
    public async Task Private_key_in_jwk()
    {
        var proof = dpop.Proof();
        proof.Header["jwk"] = dpop.Key.PrivateJwk();
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.PrivateKey);
    }

    [Fact]
    public async Task Key_of_another_kind_than_alg()
    {
        using var rsa = TestKey.Rsa();
        var proof = dpop.Proof();
        proof.Header["jwk"] = rsa.PublicJwk();
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.BadKey);
    }

    [Fact]
    public async Task Signed_by_another_key_than_jwk()
    {
        using var other = TestKey.Ec();
        var proof = dpop.Proof(other);
        proof.Header["jwk"] = dpop.Key.PublicJwk();
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.BadSignature);
    }

    [Fact]
    public async Task Payload_changed_after_signing()
    {
        var proof = dpop.Proof();
        var parts = proof.Sign().Split('.');
        var other = dpop.Proof().Sign().Split('.');
        (await dpop.JudgeAsync($"{parts[0]}.{other[1]}.{parts[2]}")).Error.ShouldBe(DpopError.BadSignature);
    }

    [Fact]
    public async Task Signature_missing()
    {
        var proof = dpop.Proof().Sign();
        (await dpop.JudgeAsync(proof[..(proof.LastIndexOf('.') + 1)])).Error.ShouldBe(DpopError.BadSignature);
    }
}
