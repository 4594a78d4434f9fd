using Pmo.Testing;

namespace Pmo.Identity.Tests.UserInfo;

public sealed class UserInfoEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private const string Endpoint = IdentityHost.Issuer + "/connect/userinfo";

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Tells_who_the_person_is(string method)
    {
        var answer = await AskAsync(await TokenAsync(), method: method);
        (answer.Status, answer.Headers["Cache-Control"]).ShouldBe((200, "no-store"));
        answer.Text.ShouldBe(
            $$"""{"sub":"{{portal.Person.Id}}","name":"Sari Dewi","preferred_username":"sari","org":"dinsos-lampung","roles":["dinas"]}""");
    }

    [Fact]
    public async Task Scope_openid_alone_is_enough() => (await AskAsync(await TokenAsync("openid"))).Status.ShouldBe(200);

    [Fact]
    public async Task Without_scope_openid() => ShouldBeRefused(await AskAsync(await TokenAsync("pmo")), 403, "insufficient_scope");

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Basic ")]
    public async Task Without_a_DPoP_token(string? scheme)
    {
        var token = await TokenAsync();
        using var browser = portal.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.TryAddWithoutValidation("DPoP", Proof(token).Sign());
        if (scheme is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", scheme + token);
        }

        ShouldBeRefused(await browser.SendAsync(request), 401, "invalid_token");
    }

    [Fact]
    public async Task With_the_token_in_the_query()
    {
        using var browser = portal.NewBrowser();
        ShouldBeRefused(await browser.GetAsync("/connect/userinfo?access_token=" + await TokenAsync()), 401, "invalid_token");
    }

    [Fact]
    public async Task Without_a_proof() => ShouldBeRefused(await AskAsync(await TokenAsync(), ""), 401, "invalid_dpop_proof");

    [Fact]
    public async Task With_a_proof_by_another_key()
    {
        using var other = TestKey.Ec();
        var token = await TokenAsync();
        ShouldBeRefused(await AskAsync(token, Proof(token, other).Sign()), 401, "invalid_dpop_proof");
    }

    [Fact]
    public async Task With_a_proof_for_another_token() =>
        ShouldBeRefused(await AskAsync(await TokenAsync(), Proof(await TokenAsync()).Sign()), 401, "invalid_dpop_proof");

    [Fact]
    public async Task With_a_proof_twice()
    {
        var token = await TokenAsync();
        var proof = Proof(token).Sign();
        (await AskAsync(token, proof)).Status.ShouldBe(200);
        ShouldBeRefused(await AskAsync(token, proof), 401, "invalid_dpop_proof");
    }

    [Fact]
    public async Task With_a_proof_without_a_nonce_gets_one()
    {
        var token = await TokenAsync();
        var proof = Proof(token);
        proof.Payload.Remove("nonce");
        var answer = await AskAsync(token, proof.Sign());
        ShouldBeRefused(answer, 401, "use_dpop_nonce");
        answer.Headers["DPoP-Nonce"].ShouldBe(portal.Host.Nonce);
    }

    [Fact]
    public async Task After_five_minutes()
    {
        var token = await TokenAsync();
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(300));
        ShouldBeRefused(await AskAsync(token), 401, "invalid_token");
    }

    [Fact]
    public async Task After_sign_out()
    {
        var (code, session) = await portal.SignInForCodeAsync();
        var token = (await portal.RedeemAsync(code)).Token;
        await portal.SignIns.EndAsync(session.Id, TestContext.Current.CancellationToken);
        ShouldBeRefused(await AskAsync(token), 401, "invalid_token");
    }

    [Fact]
    public async Task With_an_id_token_in_its_place()
    {
        var token = (await portal.RedeemAsync(await portal.CodeAsync())).Body.GetProperty("id_token").GetString()!;
        ShouldBeRefused(await AskAsync(token), 401, "invalid_token");
    }

    [Fact]
    public async Task With_the_token_of_a_machine()
    {
        var token = (await portal.Host.AskAsync(portal.Form(("grant_type", "client_credentials")), portal.Proof())).Token;
        ShouldBeRefused(await AskAsync(token), 403, "insufficient_scope");
    }

    private async Task<string> TokenAsync(string scope = "openid pmo") => (await portal.RedeemAsync(await portal.CodeAsync(("scope", scope)))).Token;

    private TestJws Proof(string token, TestKey? key = null, string method = "GET") =>
        TestJws.Proof(key ?? portal.Dpop, portal.Host.Clock, method, Endpoint, token, portal.Host.Nonce);

    private async Task<Browser.Answer> AskAsync(string token, string? proof = null, string method = "GET")
    {
        using var browser = portal.NewBrowser();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/connect/userinfo");
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        if (proof != "")
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof ?? Proof(token, method: method).Sign());
        }

        return await browser.SendAsync(request);
    }

    private static void ShouldBeRefused(Browser.Answer answer, int status, string error)
    {
        answer.Status.ShouldBe(status, answer.Text);
        answer.Headers["WWW-Authenticate"].ShouldStartWith($"DPoP error=\"{error}\"");
        answer.Text.ShouldContain($"\"error\":\"{error}\"");
        answer.Text.ShouldNotContain("Sari");
    }
}
