using System.Text.Json;

namespace Pmo.Identity.Tests.Discovery;

public sealed class DiscoverySetupTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/oauth-authorization-server")]
    public async Task Says_what_is_spoken_and_no_more(string path)
    {
        using var response = await identity.Host.Http.GetAsync(path, TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var metadata = JsonDocument.Parse(text).RootElement.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetRawText());
        metadata.ShouldBe(new Dictionary<string, string>
        {
            ["issuer"] = "\"https://id.pmo.example\"",
            ["token_endpoint"] = "\"https://id.pmo.example/connect/token\"",
            ["jwks_uri"] = "\"https://id.pmo.example/.well-known/jwks.json\"",
            ["grant_types_supported"] = "[\"client_credentials\"]",
            ["response_types_supported"] = "[]",
            ["scopes_supported"] = "[\"pmo\"]",
            ["token_endpoint_auth_methods_supported"] = "[\"private_key_jwt\"]",
            ["token_endpoint_auth_signing_alg_values_supported"] = "[\"ES256\",\"PS256\"]",
            ["introspection_endpoint"] = "\"https://id.pmo.example/connect/introspect\"",
            ["introspection_endpoint_auth_methods_supported"] = "[\"private_key_jwt\"]",
            ["introspection_endpoint_auth_signing_alg_values_supported"] = "[\"ES256\",\"PS256\"]",
            ["revocation_endpoint"] = "\"https://id.pmo.example/connect/revoke\"",
            ["revocation_endpoint_auth_methods_supported"] = "[\"private_key_jwt\"]",
            ["revocation_endpoint_auth_signing_alg_values_supported"] = "[\"ES256\",\"PS256\"]",
            ["dpop_signing_alg_values_supported"] = "[\"ES256\",\"PS256\"]",
        }, ignoreOrder: true);
    }
}
