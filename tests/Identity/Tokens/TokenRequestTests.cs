namespace Pmo.Identity.Tests.Tokens;

public sealed class TokenRequestTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private IdentityHost Host => identity.Host;

    [Theory]
    [InlineData(null, "invalid_request")]
    [InlineData("authorization_code", "invalid_request")]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("refresh_token", "invalid_request")]
    [InlineData("implicit", "unsupported_grant_type")]
    [InlineData("urn:ietf:params:oauth:grant-type:jwt-bearer", "unsupported_grant_type")]
    public async Task Another_grant(string? grant, string error) =>
        (await Host.AskAsync(Host.Form(null, ("grant_type", grant)))).ShouldBeRefused(error, 400);

    [Theory]
    [InlineData("authorization_code")]
    [InlineData("refresh_token")]
    public async Task A_grant_that_the_client_is_not_registered_for(string grant)
    {
        var form = Host.Form(null, ("grant_type", grant), ("code", "c"), ("redirect_uri", "r"), ("code_verifier", "v"), ("refresh_token", "t"));
        (await Host.AskAsync(form)).ShouldBeRefused("unauthorized_client", 400);
    }

    [Fact]
    public async Task No_assertion() => (await Host.AskAsync(Host.Form(null, ("client_assertion", null)))).ShouldBeRefused("invalid_client", 401);

    [Theory]
    [InlineData(null)]
    [InlineData("urn:ietf:params:oauth:client-assertion-type:saml2-bearer")]
    public async Task Another_assertion_type(string? type) =>
        (await Host.AskAsync(Host.Form(null, ("client_assertion_type", type)))).ShouldBeRefused("invalid_client", 401);

    [Fact]
    public async Task A_client_secret_beside_the_assertion() =>
        (await Host.AskAsync(Host.Form(null, ("client_secret", "secret")))).ShouldBeRefused("invalid_request", 400);

    [Fact]
    public async Task A_client_secret_instead_of_the_assertion() =>
        (await Host.AskAsync(Host.Form(null, ("client_assertion", null), ("client_assertion_type", null), ("client_id", IdentityHost.ClientId), ("client_secret", "secret"))))
            .ShouldBeRefused("invalid_request", 400);

    [Theory]
    [InlineData("pmo", 200)]
    [InlineData("openid", 400)]
    [InlineData("pmo admin", 400)]
    [InlineData("PMO", 400)]
    public async Task Scope(string scope, int status)
    {
        var answer = await Host.AskAsync(Host.Form(null, ("scope", scope)));
        (answer.Status, answer.Error).ShouldBe((status, status == 200 ? null : "invalid_scope"));
    }

    [Theory]
    [InlineData("urn:pmo:api", 200)]
    [InlineData("urn:pmo:other", 400)]
    [InlineData("https://id.pmo.example", 400)]
    public async Task Resource(string resource, int status)
    {
        var answer = await Host.AskAsync(Host.Form(null, ("resource", resource)));
        (answer.Status, answer.Error).ShouldBe((status, status == 200 ? null : "invalid_target"));
    }

    [Theory]
    [InlineData("csr-nusantara", 200)]
    [InlineData("csr-sejahtera", 401)]
    public async Task Client_id_must_agree(string clientId, int status) =>
        (await Host.AskAsync(Host.Form(null, ("client_id", clientId)))).Status.ShouldBe(status);
}
