using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Identity.Tests.IdTokens;

public sealed class IdTokenIssuerTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Says_who_signed_in_when_and_how()
    {
        var (code, session) = await portal.SignInForCodeAsync();
        var token = new JsonWebToken((await portal.RedeemAsync(code)).Body.GetProperty("id_token").GetString());
        (token.Typ, token.Alg).ShouldBe(("JWT", "ES256"));
        var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload)).RootElement.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetRawText());
        var now = portal.Host.Clock.Seconds;
        claims.ShouldBe(new Dictionary<string, string>
        {
            ["iss"] = $"\"{IdentityHost.Issuer}\"",
            ["sub"] = $"\"{portal.Person.Id}\"",
            ["aud"] = "\"portal\"",
            ["iat"] = $"{now}",
            ["exp"] = $"{now + 300}",
            ["auth_time"] = $"{session.SignedInAt.ToUnixTimeSeconds()}",
            ["amr"] = """["pwd","otp","mfa"]""",
            ["sid"] = $"\"{session.Id}\"",
            ["nonce"] = "\"nonce-1\"",
            ["name"] = "\"Sari Dewi\"",
            ["preferred_username"] = "\"sari\"",
            ["org"] = "\"dinsos-lampung\"",
            ["roles"] = """["dinas"]""",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task Verifies_against_the_published_key_for_this_client_and_is_no_access_token()
    {
        var token = (await portal.RedeemAsync(await portal.CodeAsync())).Body.GetProperty("id_token").GetString()!;
        var keys = new JsonWebKeySet(await portal.Host.Http.GetStringAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken));
        (await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = IdentityHost.Issuer,
            ValidAudience = Portal.ClientId,
            IssuerSigningKeys = keys.Keys,
            ValidateLifetime = false, // the test's clock stands still
        })).IsValid.ShouldBeTrue();
        (await Verification.IsValidAsync(token, keys.Keys)).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_nonce_has_none() => new JsonWebToken((await portal.RedeemAsync(await portal.CodeAsync(("nonce", null)))).Body.GetProperty("id_token").GetString())
        .TryGetClaim("nonce", out _).ShouldBeFalse();
}
