using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pmo.Hosting.Jose;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Jose;

public sealed class PublicJwkTests
{
    [Fact]
    public void A_point_that_is_not_on_the_curve()
    {
        using var one = TestKey.Ec();
        using var other = TestKey.Ec();
        var jwk = one.PublicJwk();
        jwk["y"] = other.PublicJwk()["y"]!.ToString();
        Refusal(jwk).ShouldBe(JwkError.BadKey);
    }

    [Fact]
    public void Another_curve()
    {
        using var key = TestKey.Ec384();
        Refusal(key.PublicJwk()).ShouldBe(JwkError.BadKey);
    }

    [Fact]
    public void A_coordinate_cut_short()
    {
        using var key = TestKey.Ec();
        var jwk = key.PublicJwk();
        jwk["x"] = jwk["x"]!.ToString()[..40];
        Refusal(jwk).ShouldBe(JwkError.BadKey);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(4104)]
    public void Rsa_too_short_or_too_long(int bits)
    {
        using var key = TestKey.Rsa(bits);
        Refusal(key.PublicJwk()).ShouldBe(JwkError.BadKey);
    }

    [Fact]
    public void A_coordinate_whose_last_sign_has_bits_that_are_not_used_likewise()
    {
        const string signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        using var key = TestKey.Ec();
        var jwk = key.PublicJwk();
        var x = jwk["x"]!.ToString();
        jwk["x"] = x[..^1] + signs[signs.IndexOf(x[^1], StringComparison.Ordinal) + 1];
        Refusal(jwk).ShouldBe(JwkError.BadKey);
    }

    [Theory]
    [InlineData("e", "AAEAAQ")]
    [InlineData("n", null)]
    public void Rsa_with_zeros_in_front_which_would_be_one_key_under_two_thumbprints(string member, string? value)
    {
        using var key = TestKey.Rsa();
        var jwk = key.PublicJwk();
        jwk[member] = value ?? Base64Url.EncodeToString([0, .. Base64Url.DecodeFromChars(jwk["n"]!.GetValue<string>())]);
        Refusal(jwk).ShouldBe(JwkError.BadKey);
    }

    [Fact]
    public void Rsa_with_an_exponent_that_costs_the_verifier()
    {
        using var key = TestKey.Rsa();
        var jwk = key.PublicJwk();
        jwk["e"] = jwk["n"]!.ToString();
        Refusal(jwk).ShouldBe(JwkError.BadKey);
    }

    [Theory]
    [InlineData("d")]
    [InlineData("p")]
    [InlineData("q")]
    [InlineData("dp")]
    [InlineData("dq")]
    [InlineData("qi")]
    [InlineData("oth")]
    [InlineData("k")]
    public void A_private_member(string member)
    {
        using var key = TestKey.Ec();
        var jwk = key.PublicJwk();
        jwk[member] = "AQAB";
        Refusal(jwk).ShouldBe(JwkError.PrivateKey);
    }

    [Fact]
    public void A_symmetric_key() => Refusal(new JsonObject { ["kty"] = "oct" }).ShouldBe(JwkError.BadKey);

    [Fact]
    public void The_thumbprint_of_RFC_7638()
    {
        using var key = TestKey.Rsa();
        var jwk = key.PublicJwk();
        jwk["kid"] = "not counted";
        var read = PublicJwk.TryRead(JsonSerializer.SerializeToElement(jwk), out _);
        read!.Thumbprint.ShouldBe(key.Thumbprint);
        read.ToJson().ShouldBe(key.PublicJwk().ToJsonString());
    }

    private static JwkError Refusal(JsonObject jwk)
    {
        PublicJwk.TryRead(JsonSerializer.SerializeToElement(jwk), out var error).ShouldBeNull();
        return error;
    }
}
