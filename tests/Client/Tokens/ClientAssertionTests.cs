using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pmo.Client.Profiles;
using Pmo.Client.Tests.Loopback;
using Pmo.Client.Tokens;

namespace Pmo.Client.Tests.Tokens;

public sealed class ClientAssertionTests
{
    [Fact]
    public async Task Names_client_and_issuer_and_lives_less_than_a_minute()
    {
        await using var gateway = await LoopbackGateway.StartAsync();
        new ProfileStore(gateway.Home).TryOpen(null, out var profile, out _).ShouldBeTrue();
        using (profile)
        {
            var text = new ClientAssertion(profile!, TimeProvider.System).Make("https://pmo.example");
            var result = await new JsonWebTokenHandler().ValidateTokenAsync(text, new TokenValidationParameters
            {
                IssuerSigningKey = new ECDsaSecurityKey(profile!.Key),
                ValidIssuer = LoopbackGateway.Org,
                ValidAudience = "https://pmo.example",
                ValidAlgorithms = ["ES256"],
            });
            result.IsValid.ShouldBeTrue(result.Exception?.Message);
            var token = (JsonWebToken)result.SecurityToken;
            token.Subject.ShouldBe(LoopbackGateway.Org);
            token.Audiences.ShouldBe(["https://pmo.example"]);
            (token.GetPayloadValue<long>("exp") - token.GetPayloadValue<long>("iat")).ShouldBe(50);
            token.Id.ShouldNotBeNullOrEmpty();
            new ClientAssertion(profile, TimeProvider.System).Make("https://pmo.example").ShouldNotBe(text);
        }
    }
}
