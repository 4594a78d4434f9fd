using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pmo.Hosting.Storage;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Codes;

public sealed class CodeGrantTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_code_gives_tokens_of_the_person_bound_to_the_key()
    {
        var (code, session) = await portal.SignInForCodeAsync();
        var answer = await portal.RedeemAsync(code);
        (answer.Status, answer.NoStore).ShouldBe((200, true));
        answer.Body.EnumerateObject().Select(p => p.Name).ShouldBe(["access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token"]);
        (answer.Body.GetProperty("token_type").GetString(), answer.Body.GetProperty("scope").GetString()).ShouldBe(("DPoP", "openid pmo"));
        var token = new JsonWebToken(answer.Token);
        (token.Typ, token.Alg, token.Issuer, token.Subject).ShouldBe(("at+jwt", "ES256", IdentityHost.Issuer, portal.Person.Id));
        token.Audiences.ShouldBe(["urn:pmo:api"]);
        var claims = Claims(answer.Token);
        (Text(claims, "client_id"), Text(claims, "org"), Text(claims, "sid")).ShouldBe(("portal", "dinsos-lampung", session.Id));
        claims.GetProperty("roles").GetRawText().ShouldBe("""["dinas"]""");
        claims.GetProperty("amr").GetRawText().ShouldBe("""["pwd","otp","mfa"]""");
        claims.GetProperty("auth_time").GetInt64().ShouldBe(session.SignedInAt.ToUnixTimeSeconds());
        Text(claims.GetProperty("cnf"), "jkt").ShouldBe(portal.Dpop.Thumbprint);
        var keys = new JsonWebKeySet(await portal.Host.Http.GetStringAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken));
        (await Verification.IsValidAsync(answer.Token, keys.Keys)).ShouldBeTrue();
    }

    [Fact]
    public async Task Code_used_twice_revokes_what_the_first_gave()
    {
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(1)); // the replays of other tests lie before
        var code = await portal.CodeAsync();
        var first = await portal.RedeemAsync(code);
        var refresh = first.Body.GetProperty("refresh_token").GetString()!;
        var second = await portal.RefreshAsync(refresh);
        second.Status.ShouldBe(200);

        (await portal.RedeemAsync(code)).ShouldBeRefused("invalid_grant", 400);
        (await portal.RefreshAsync(refresh)).ShouldBeRefused("invalid_grant", 400);
        (await RevokedAsync()).ShouldBe([new JsonWebToken(first.Token).Id, new JsonWebToken(second.Token).Id], ignoreOrder: true);
    }

    [Fact]
    public async Task Code_used_twice_by_another_client_revokes_too()
    {
        var code = await portal.CodeAsync();
        var first = await portal.RedeemAsync(code);
        (await portal.RedeemAsync(code, ("client_id", Portal.OtherClientId))).ShouldBeRefused("invalid_grant", 400);
        (await portal.RefreshAsync(first.Body.GetProperty("refresh_token").GetString()!)).ShouldBeRefused("invalid_grant", 400);
    }

    [Fact]
    public async Task Code_used_50_times_at_once_gives_once_and_then_nothing()
    {
        var code = await portal.CodeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => portal.RedeemAsync(code)));
        var given = answers.Single(a => a.Status == 200);
        (await portal.RefreshAsync(given.Body.GetProperty("refresh_token").GetString()!)).ShouldBeRefused("invalid_grant", 400);
        (await RevokedAsync()).ShouldContain(new JsonWebToken(given.Token).Id);
    }

    [Fact]
    public async Task Code_used_twice_long_after_still_ends_the_refresh_token()
    {
        var code = await portal.CodeAsync();
        var refresh = (await portal.RedeemAsync(code)).Body.GetProperty("refresh_token").GetString()!;
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(30));
        await portal.Host.App.Services.GetRequiredService<Identity.Expiry.Storage.ExpiredRows>().RemoveAsync(TestContext.Current.CancellationToken);
        (await portal.RedeemAsync(code)).ShouldBeRefused("invalid_grant", 400);
        (await portal.RefreshAsync(refresh)).ShouldBeRefused("invalid_grant", 400);
    }

    [Fact]
    public async Task Code_after_a_minute()
    {
        var code = await portal.CodeAsync();
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(60));
        (await portal.RedeemAsync(code)).ShouldBeRefused("invalid_grant", 400);
    }

    [Theory]
    [InlineData("client_id", Portal.OtherClientId)]
    [InlineData("redirect_uri", "https://portal.example/second")]
    [InlineData("redirect_uri", "https://portal.example/cb")]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX")]
    [InlineData("code_verifier", Portal.Challenge)]
    [InlineData("code_verifier", "short")]
    [InlineData("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\n")]
    public async Task Code_with_a_wrong_part_is_refused_and_used_up(string name, string value)
    {
        var code = await portal.CodeAsync();
        (await portal.RedeemAsync(code, (name, value))).ShouldBeRefused("invalid_grant", 400);
        (await portal.RedeemAsync(code)).ShouldBeRefused("invalid_grant", 400);
    }

    [Fact]
    public async Task A_huge_verifier()
    {
        var verifier = new string('v', 129);
        var code = await portal.CodeAsync(("code_challenge", Portal.ChallengeOf(verifier)));
        (await portal.RedeemAsync(code, ("code_verifier", verifier))).ShouldBeRefused("invalid_grant", 400);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("redirect_uri")]
    [InlineData("code_verifier")]
    public async Task Code_without_a_part_is_not_used_up(string missing)
    {
        var code = await portal.CodeAsync();
        (await portal.RedeemAsync(code, (missing, null))).ShouldBeRefused("invalid_request", 400);
        (await portal.RedeemAsync(code)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData("' OR 1=1 --")]
    public async Task Code_that_is_none(string code) => (await portal.RedeemAsync(code)).ShouldBeRefused("invalid_grant", 400);

    [Fact]
    public async Task Code_bound_to_a_key_with_another_key()
    {
        using var other = TestKey.Ec();
        var code = await portal.CodeAsync(("dpop_jkt", portal.Dpop.Thumbprint));
        (await portal.RedeemAsync(code, other)).ShouldBeRefused("invalid_grant", 400);
        (await portal.RedeemAsync(await portal.CodeAsync(("dpop_jkt", portal.Dpop.Thumbprint)))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Code_without_a_proof_is_not_used_up()
    {
        var code = await portal.CodeAsync();
        var form = portal.Form(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Portal.Redirect), ("code_verifier", Portal.Verifier));
        (await portal.Host.AskAsync(form, "")).ShouldBeRefused("invalid_dpop_proof", 400);
        (await portal.RedeemAsync(code)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Code_after_sign_out()
    {
        var (code, session) = await portal.SignInForCodeAsync();
        await portal.SignIns.EndAsync(session.Id, TestContext.Current.CancellationToken);
        (await portal.RedeemAsync(code)).ShouldBeRefused("invalid_grant", 400);
    }

    [Fact]
    public async Task A_parameter_twice()
    {
        var form = await new FormUrlEncodedContent(portal.Form(("grant_type", "authorization_code"), ("code", "c"))).ReadAsStringAsync();
        using var body = new StringContent(form + "&code=c", Encoding.ASCII, "application/x-www-form-urlencoded");
        (await portal.Host.AskAsync(body)).ShouldBeRefused("invalid_request", 400);
    }

    [Fact]
    public async Task Scope_pmo_alone_gives_no_id_token()
    {
        var answer = await portal.RedeemAsync(await portal.CodeAsync(("scope", "pmo")));
        answer.Body.TryGetProperty("id_token", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Scope_openid_alone_gives_a_token_that_the_API_does_not_take()
    {
        var answer = await portal.RedeemAsync(await portal.CodeAsync(("scope", "openid")));
        new JsonWebToken(answer.Token).Audiences.ShouldBe([IdentityHost.Issuer]);
    }

    [Fact]
    public async Task A_client_without_refresh_gets_none()
    {
        var code = await portal.CodeAsync(("client_id", "portal-once"), ("redirect_uri", Portal.OtherRedirect));
        var answer = await portal.RedeemAsync(code, ("client_id", "portal-once"), ("redirect_uri", Portal.OtherRedirect));
        answer.Status.ShouldBe(200);
        answer.Body.TryGetProperty("refresh_token", out _).ShouldBeFalse();
    }

    private static JsonElement Claims(string token) =>
        JsonDocument.Parse(Base64UrlEncoder.Decode(new JsonWebToken(token).EncodedPayload)).RootElement;

    private static string? Text(JsonElement claims, string name) => claims.GetProperty(name).GetString();

    // Of the newest replay: tests of a class run one after another.
    private Task<IEnumerable<string>> RevokedAsync() => portal.Host.App.Services.GetRequiredService<Database>().ReadAsync(
        connection => connection.QueryAsync<string>(
            """
            SELECT DISTINCT revokes_id FROM account_events WHERE action = 'code-replay' AND revokes_kind = 'token' AND revokes_lifted = 0
            AND at = (SELECT max(at) FROM account_events WHERE action = 'code-replay')
            """),
        TestContext.Current.CancellationToken);
}
