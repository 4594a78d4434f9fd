using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Refresh;

public sealed class RefreshGrantTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Gives_another_access_token_and_stays_what_it_is()
    {
        var refresh = await TokenAsync();
        var first = await portal.RefreshAsync(refresh);
        first.Status.ShouldBe(200);
        first.Body.EnumerateObject().Select(p => p.Name).ShouldBe(["access_token", "token_type", "expires_in", "scope"]);
        var second = await portal.RefreshAsync(refresh);
        new JsonWebToken(second.Token).Id.ShouldNotBe(new JsonWebToken(first.Token).Id);
        new JsonWebToken(second.Token).Subject.ShouldBe(portal.Person.Id);
    }

    [Fact]
    public async Task With_another_key()
    {
        using var other = TestKey.Ec();
        var refresh = await TokenAsync();
        (await portal.RefreshAsync(refresh, other)).ShouldBeRefused("invalid_grant", 400);
        (await portal.RefreshAsync(refresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task With_another_client()
    {
        var refresh = await TokenAsync();
        (await portal.RefreshAsync(refresh, ("client_id", Portal.OtherClientId))).ShouldBeRefused("invalid_grant", 400);
    }

    [Fact]
    public async Task Without_a_proof() =>
        (await portal.Host.AskAsync(portal.Form(("grant_type", "refresh_token"), ("refresh_token", await TokenAsync())), "")).ShouldBeRefused("invalid_dpop_proof", 400);

    [Fact]
    public async Task While_the_persons_organisation_is_suspended_and_again_after()
    {
        const string org = "/v1/partners/csr-nusantara";
        var officer = Person.Create("officer", "Officer", "csr-nusantara", [PersonRole.Csr]);
        await portal.Host.App.Services.GetRequiredService<PersonStore>().AddAsync(officer, TestContext.Current.CancellationToken);
        var (browser, _) = await portal.SignedInBrowserAsync(officer);
        using var signedIn = browser;
        var code = (await browser.GetAsync(await portal.PushedAsync())).Query["code"];
        var refresh = (await portal.RedeemAsync(code)).Body.GetProperty("refresh_token").GetString()!;

        (await portal.Gateway.CallAsync("op-a", "POST", org + "/suspend", new SuspensionRequest("x"))).ShouldBe(200);
        var refused = await portal.RefreshAsync(refresh);
        (await portal.Gateway.CallAsync("op-b", "POST", org + "/restore")).ShouldBe(200);

        refused.ShouldBeRefused("invalid_grant", 400);
        (await portal.RefreshAsync(refresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task After_sign_out()
    {
        var (code, session) = await portal.SignInForCodeAsync();
        var refresh = (await portal.RedeemAsync(code)).Body.GetProperty("refresh_token").GetString()!;
        await portal.SignIns.EndAsync(session.Id, TestContext.Current.CancellationToken);
        (await portal.RefreshAsync(refresh)).ShouldBeRefused("invalid_grant", 400);
    }

    [Fact]
    public async Task After_the_session_has_run_out()
    {
        var refresh = await TokenAsync();
        for (var i = 0; i < 23; i++)
        {
            portal.Host.Clock.Advance(TimeSpan.FromMinutes(30));
            (await portal.RefreshAsync(refresh)).Status.ShouldBe(200);
        }

        portal.Host.Clock.Advance(TimeSpan.FromMinutes(30));
        (await portal.RefreshAsync(refresh)).ShouldBeRefused("invalid_grant", 400);
    }

    [Theory]
    [InlineData("openid", 200, "openid")]
    [InlineData("pmo openid", 200, "openid pmo")]
    [InlineData("admin", 400, "invalid_scope")]
    public async Task Scope_can_be_narrowed(string scope, int status, string said)
    {
        var refresh = await TokenAsync();
        var answer = await portal.RefreshAsync(refresh, ("scope", scope));
        (answer.Status, answer.Error ?? answer.Body.GetProperty("scope").GetString()).ShouldBe((status, said));
        (await portal.RefreshAsync(refresh)).Body.GetProperty("scope").GetString().ShouldBe("openid pmo");
    }

    [Fact]
    public async Task Scope_cannot_be_widened()
    {
        var refresh = (await portal.RedeemAsync(await portal.CodeAsync(("scope", "openid")))).Body.GetProperty("refresh_token").GetString()!;
        (await portal.RefreshAsync(refresh, ("scope", "openid pmo"))).ShouldBeRefused("invalid_scope", 400);
        (await portal.RefreshAsync(refresh)).Body.GetProperty("scope").GetString().ShouldBe("openid");
    }

    [Fact]
    public async Task Organisation_and_roles_are_read_anew_and_a_suspended_person_gets_nothing()
    {
        var refresh = await TokenAsync();
        await SetAsync("roles = 'dinas analyst'");
        new JsonWebToken((await portal.RefreshAsync(refresh)).Token).Claims.Where(c => c.Type == "roles").Select(c => c.Value).ShouldBe(["dinas", "analyst"]);
        await SetAsync("roles = 'dinas', state = 'suspended'");
        var refused = await portal.RefreshAsync(refresh);
        await SetAsync("state = 'active'");
        refused.ShouldBeRefused("invalid_grant", 400);
    }

    [Theory]
    [InlineData("x", "invalid_grant")]
    [InlineData(null, "invalid_request")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "invalid_grant")]
    public async Task That_is_none(string? token, string error) =>
        (await portal.RefreshAsync("x", ("refresh_token", token))).ShouldBeRefused(error, 400);

    [Fact]
    public async Task A_code_is_no_refresh_token() => (await portal.RefreshAsync(await portal.CodeAsync())).ShouldBeRefused("invalid_grant", 400);

    private async Task<string> TokenAsync() => (await portal.RedeemAsync(await portal.CodeAsync())).Body.GetProperty("refresh_token").GetString()!;

    private Task<int> SetAsync(string what) => portal.Host.App.Services.GetRequiredService<Database>().WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync($"UPDATE people SET {what} WHERE id = '{portal.Person.Id}'", transaction: transaction),
        TestContext.Current.CancellationToken);
}
