namespace Pmo.Identity.Tests.Pushed;

public sealed class AuthorizationRequestReaderTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("redirect_uri", "https://portal.example/cb", "invalid_request")]
    [InlineData("redirect_uri", "https://portal.example/cb?from=pmo&more=1", "invalid_request")]
    [InlineData("redirect_uri", "https://portal.example/cb?from=pmo#f", "invalid_request")]
    [InlineData("redirect_uri", "https://portal.example/CB?from=pmo", "invalid_request")]
    [InlineData("redirect_uri", "https://portal.example:443/cb?from=pmo", "invalid_request")]
    [InlineData("redirect_uri", "https://portal.example@evil.example/cb?from=pmo", "invalid_request")]
    [InlineData("redirect_uri", "https://evil.example/?u=https://portal.example/cb?from=pmo", "invalid_request")]
    [InlineData("redirect_uri", "https://portal.example/cb?from=pmo\r\nLocation: https://evil.example", "invalid_request")]
    [InlineData("redirect_uri", "https://other.example/cb", "invalid_request")]
    [InlineData("redirect_uri", "https://portal.example/bye", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", "s256", "invalid_request")]
    [InlineData("scope", "openid admin", "invalid_scope")]
    [InlineData("scope", "OPENID", "invalid_scope")]
    [InlineData("scope", " ", "invalid_scope")]
    [InlineData("resource", "urn:pmo:other", "invalid_target")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "consent", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "1e3", "invalid_request")]
    [InlineData("max_age", "99999999999999999999", "invalid_request")]
    [InlineData("state", "a\r\nSet-Cookie: b=c", "invalid_request")]
    [InlineData("state", "é", "invalid_request")]
    [InlineData("nonce", "a\nb", "invalid_request")]
    [InlineData("dpop_jkt", "short", "invalid_request")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "invalid_request")]
    [InlineData("request_uri", "https://portal.example/request.jwt", "invalid_request")]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    public async Task Refused(string name, string? value, string error) =>
        (await portal.PushAsync(portal.Request((name, value)))).ShouldBeRefused(error, 400);

    [Theory]
    [InlineData("state")]
    [InlineData("nonce")]
    public async Task Huge_values(string name)
    {
        (await portal.PushAsync(portal.Request((name, new string('s', 512))))).Status.ShouldBe(201);
        (await portal.PushAsync(portal.Request((name, new string('s', 513))))).ShouldBeRefused("invalid_request", 400);
        (await portal.PushAsync(portal.Request((name, new string('s', 20_000))))).ShouldBeRefused("invalid_request", 413);
    }

    [Fact]
    public async Task A_client_of_machines_only() => (await portal.PushAsync(
        portal.Request(("client_id", IdentityHost.ClientId), ("redirect_uri", Portal.OtherRedirect)))).ShouldBeRefused("unauthorized_client", 400);

    [Theory]
    [InlineData("state", null)]
    [InlineData("nonce", null)]
    [InlineData("scope", null)]
    [InlineData("scope", "pmo")]
    [InlineData("resource", "urn:pmo:api")]
    [InlineData("response_mode", "query")]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "0")]
    [InlineData("ui_locales", "en-GB id")]
    [InlineData("login_hint", "passed over")]
    [InlineData("redirect_uri", "https://portal.example/second")]
    public async Task Taken(string name, string? value) => (await portal.PushAsync(portal.Request((name, value)))).Status.ShouldBe(201);
}
