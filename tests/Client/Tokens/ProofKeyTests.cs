using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pmo.Client.Tokens;

namespace Pmo.Client.Tests.Tokens;

public sealed class ProofKeyTests : IDisposable
{
    private static readonly Uri Address = new("https://resource.example.org/protectedresource?query=1#part");
    private readonly ProofKey _key = new(TimeProvider.System);

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Proof_has_the_fields_of_rfc_9449_section_4_2_and_verifies_with_its_own_key()
    {
        var proof = new JsonWebToken(_key.Prove(HttpMethod.Get, Address, token: null, nonce: null));
        proof.Typ.ShouldBe("dpop+jwt");
        proof.Alg.ShouldBe("ES256");
        var jwk = new JsonWebKey(proof.GetHeaderValue<System.Text.Json.JsonElement>("jwk").GetRawText());
        (jwk.Kty, jwk.Crv, jwk.HasPrivateKey).ShouldBe(("EC", "P-256", false));
        proof.GetPayloadValue<string>("htm").ShouldBe("GET");
        proof.GetPayloadValue<string>("htu").ShouldBe("https://resource.example.org/protectedresource");
        Math.Abs(proof.GetPayloadValue<long>("iat") - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).ShouldBeLessThan(60);
        Base64UrlEncoder.DecodeBytes(proof.Id).Length.ShouldBe(16);
        proof.Claims.Select(c => c.Type).ShouldBe(["jti", "htm", "htu", "iat"], ignoreOrder: true);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(proof.EncodedToken, new TokenValidationParameters
        {
            IssuerSigningKey = jwk, ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false, ValidTypes = ["dpop+jwt"],
        });
        result.IsValid.ShouldBeTrue(result.Exception?.Message);
    }

    [Fact]
    public void Access_token_is_bound_by_its_hash()
    {
        // Token and hash of RFC 9449 section 7.1.
        var token = new AccessToken("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU", DateTimeOffset.MaxValue);
        new JsonWebToken(_key.Prove(HttpMethod.Get, Address, token, nonce: null)).GetPayloadValue<string>("ath")
            .ShouldBe("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
    }

    [Fact]
    public void Nonce_is_told_back() =>
        new JsonWebToken(_key.Prove(HttpMethod.Post, Address, token: null, "n-1")).GetPayloadValue<string>("nonce").ShouldBe("n-1");

    [Fact]
    public void Every_proof_is_another() =>
        Enumerable.Range(0, 50).Select(_ => new JsonWebToken(_key.Prove(HttpMethod.Get, Address, token: null, nonce: null)).Id).ShouldBeUnique();

    [Fact]
    public void Prints_neither_key_nor_token()
    {
        _key.ToString().ShouldBe("ProofKey");
        new AccessToken("secret", default).ToString().ShouldBe("AccessToken");
    }
}
