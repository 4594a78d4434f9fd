using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Pmo.Protocol.Keys;

namespace Pmo.Protocol.Tests.Keys;

public sealed class KeyStatementTests
{
    private static readonly KeyStatement Statement = new(
        "csr-nusantara", "nik", "2026-11", "nik.2026-11.1", RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32),
        KeyStatement.Current, new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Statement_by_the_pinned_key_is_read()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var read = KeyStatement.Read(Statement.Sign(key), KeyFingerprint.Of(key)).ShouldNotBeNull();

        read.PublicKey.ShouldBe(Statement.PublicKey);
        read.Canary.ShouldBe(Statement.Canary);
        (read with { PublicKey = Statement.PublicKey, Canary = Statement.Canary }).ShouldBe(Statement);
    }

    [Fact]
    public void Hostile_gateway_cannot_swap_the_key_for_its_own()
    {
        using var pinned = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var hostile = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        KeyStatement.Read(Statement.Sign(hostile), KeyFingerprint.Of(pinned)).ShouldBeNull();
    }

    [Fact]
    public void Hostile_gateway_cannot_name_the_pinned_key_over_its_own_signature()
    {
        using var pinned = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var hostile = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = Statement.Sign(hostile).Split('.');
        var header = Statement.Sign(pinned).Split('.')[0];
        var signed = $"{header}.{parts[1]}";
        var signature = hostile.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);

        KeyStatement.Read($"{signed}.{Base64UrlEncoder.Encode(signature)}", KeyFingerprint.Of(pinned)).ShouldBeNull();
    }

    [Theory]
    [InlineData("typ", "\"pmo-pairing+jwt\"")]
    [InlineData("typ", null)]
    [InlineData("alg", "\"none\"")]
    [InlineData("alg", "\"HS256\"")]
    [InlineData("jwk", null)]
    [InlineData("jwk", "{\"kty\":\"EC\"}")]
    [InlineData("jwk", "7")]
    public void Odd_header_is_refused(string member, string? value)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = Statement.Sign(key).Split('.');
        var header = JsonNode.Parse(Base64UrlEncoder.Decode(parts[0]))!.AsObject();
        header.Remove(member);
        if (value is not null)
        {
            header[member] = JsonNode.Parse(value);
        }

        var signed = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{parts[1]}";
        var signature = key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);

        KeyStatement.Read($"{signed}.{Base64UrlEncoder.Encode(signature)}", KeyFingerprint.Of(key)).ShouldBeNull();
    }

    [Fact]
    public void No_single_changed_character_is_read()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jws = Statement.Sign(key);
        var pinned = KeyFingerprint.Of(key);

        // Whole: the last character of a part may hold unused bits, so that another letter can mean the same bytes; those are left out.
        for (var i = 0; i < jws.Length; i++)
        {
            if (jws[i] == '.' || i + 1 == jws.Length || jws[i + 1] == '.')
            {
                continue;
            }

            var changed = jws[..i] + (jws[i] == 'A' ? 'B' : 'A') + jws[(i + 1)..];
            KeyStatement.Read(changed, pinned).ShouldBeNull($"at {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0..")]
    public void Text_that_is_no_document_is_refused(string text)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        KeyStatement.Read(text, KeyFingerprint.Of(key)).ShouldBeNull();
    }

    [Fact]
    public void Pairing_never_prints_its_key()
    {
        var pairing = new Pairing("2026-11", new byte[32], new Dictionary<string, PairingDomain>(), Statement.NotBefore);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        pairing.ToString().ShouldBe("Pairing");
        new PairingFile(pairing.Sign(key)).ToString().ShouldBe("PairingFile");
        JsonSerializer.Serialize(Pairing.Read(pairing.Sign(key), out var signer)!.PairKey).ShouldBe(JsonSerializer.Serialize(new byte[32]));
        signer.ShouldBe(KeyFingerprint.Of(key));
    }
}
