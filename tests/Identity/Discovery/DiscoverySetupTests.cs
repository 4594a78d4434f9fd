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
            ["grant_types_supported"] = """["client_credentials","authorization_code","refresh_token"]""",
            ["scopes_supported"] = """["openid","pmo"]""",
            ["token_endpoint_auth_methods_supported"] = "[\"private_key_jwt\"]",
            ["token_endpoint_auth_signing_alg_values_supported"] = "[\"ES256\",\"PS256\"]",
            ["introspection_endpoint"] = "\"https://id.pmo.example/connect/introspect\"",
            ["introspection_endpoint_auth_methods_supported"] = "[\"private_key_jwt\"]",
            ["introspection_endpoint_auth_signing_alg_values_supported"] = "[\"ES256\",\"PS256\"]",
            ["revocation_endpoint"] = "\"https://id.pmo.example/connect/revoke\"",
            ["revocation_endpoint_auth_methods_supported"] = "[\"private_key_jwt\"]",
            ["revocation_endpoint_auth_signing_alg_values_supported"] = "[\"ES256\",\"PS256\"]",
            ["dpop_signing_alg_values_supported"] = "[\"ES256\",\"PS256\"]",
            ["pushed_authorization_request_endpoint"] = "\"https://id.pmo.example/connect/par\"",
            ["require_pushed_authorization_requests"] = "true",
            ["authorization_endpoint"] = "\"https://id.pmo.example/connect/authorize\"",
            ["authorization_response_iss_parameter_supported"] = "true",
            ["response_types_supported"] = """["code"]""",
            ["response_modes_supported"] = """["query"]""",
            ["code_challenge_methods_supported"] = """["S256"]""",
            ["prompt_values_supported"] = """["none","login"]""",
            ["ui_locales_supported"] = """["id","en"]""",
            ["request_parameter_supported"] = "false",
            ["request_uri_parameter_supported"] = "false",
            ["userinfo_endpoint"] = "\"https://id.pmo.example/connect/userinfo\"",
            ["end_session_endpoint"] = "\"https://id.pmo.example/connect/logout\"",
            ["subject_types_supported"] = """["public"]""",
            ["id_token_signing_alg_values_supported"] = """["ES256"]""",
            ["claims_supported"] =
                """["iss","sub","aud","exp","iat","auth_time","nonce","amr","sid","name","preferred_username","org","roles"]""",
        }, ignoreOrder: true);
    }
}
