using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Storage;
using Pmo.Identity.Clients.Storage;

namespace Pmo.Identity.Tests.Authorize;

public sealed class AuthorizeEndpointTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Who_is_signed_in_comes_back_with_a_code()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var answer = await one.GetAsync(await portal.PushedAsync());
        answer.Status.ShouldBe(303);
        answer.Location!.ShouldStartWith("https://portal.example/cb?from=pmo&code=");
        answer.Query.Keys.ShouldBe(["from", "code", "state", "iss"]);
        (answer.Query["state"], answer.Query["iss"]).ShouldBe(("state-1", IdentityHost.Issuer));
        answer.Query["code"].ShouldMatch(@"\A[A-Za-z0-9_-]{43}\z");
        (answer.Headers["Cache-Control"], answer.Headers["Referrer-Policy"]).ShouldBe(("no-store", "no-referrer"));
        (await EventsAsync($"action = 'authorize' AND decision = 'allow' AND person = '{portal.Person.Id}' AND client = 'portal'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_state_none_comes_back()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        (await one.GetAsync(await portal.PushedAsync(("state", null)))).Query.Keys.ShouldBe(["from", "code", "iss"]);
    }

    [Fact]
    public async Task A_state_with_everything_in_it_comes_back_as_it_was()
    {
        const string state = "a&code=evil&iss=https://evil.example#'\"<script>%0d%0aSet-Cookie:+x=y ;=?";
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var answer = await one.GetAsync(await portal.PushedAsync(("state", state)));
        (answer.Query["state"], answer.Query["iss"]).ShouldBe((state, IdentityHost.Issuer));
        answer.Headers.ShouldNotContainKey("Set-Cookie");
    }

    [Fact]
    public async Task Who_is_not_signed_in_signs_in_and_comes_back()
    {
        using var browser = portal.NewBrowser();
        var away = await browser.GetAsync(await portal.PushedAsync());
        (away.Status, new Uri(new Uri(IdentityHost.Issuer), away.Location).AbsolutePath).ShouldBe((303, "/account/login"));
        var back = away.Query["returnUrl"];
        back.ShouldMatch(@"\A/connect/authorize\?pending=[A-Za-z0-9_-]{43}\z");
        away.Headers["Set-Cookie"].ShouldMatch(@"\A__Host-pmo-authorize=[A-Za-z0-9_-]{43}; max-age=600; path=/; secure; samesite=lax; httponly\z");

        (await browser.GetAsync(back)).Location!.ShouldStartWith("/account/login?");
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        await portal.SignInAsync(browser);
        var answer = await browser.GetAsync(back);
        answer.Location!.ShouldStartWith("https://portal.example/cb?");
        (await portal.RedeemAsync(answer.Query["code"])).Status.ShouldBe(200);
        (await browser.GetAsync(back)).ShouldBePage(400, "authorization_pending_ended");
    }

    [Theory]
    [InlineData("fr en-GB id", "en")]
    [InlineData("id", "id")]
    [InlineData("fr", null)]
    [InlineData("en&returnUrl=https://evil.example", null)]
    public async Task The_sign_in_page_speaks_the_first_of_ui_locales_that_it_can(string locales, string? language)
    {
        using var browser = portal.NewBrowser();
        (await browser.GetAsync(await portal.PushedAsync(("ui_locales", locales)))).Query.GetValueOrDefault("lang").ShouldBe(language);
    }

    [Fact]
    public async Task Request_uri_replayed()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var path = await portal.PushedAsync();
        (await one.GetAsync(path)).Status.ShouldBe(303);
        (await one.GetAsync(path)).ShouldBePage(400, "authorization_request_ended");
    }

    [Fact]
    public async Task Request_uri_brought_50_times_at_once_gives_one_code()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var path = await portal.PushedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => one.GetAsync(path)));
        answers.Count(a => a.Status == 303).ShouldBe(1);
    }

    [Fact]
    public async Task Request_uri_expired()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var path = await portal.PushedAsync();
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(60));
        (await one.GetAsync(path)).ShouldBePage(400, "authorization_request_ended");
    }

    [Fact]
    public async Task Request_uri_of_another_client_is_refused_and_used_up()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var path = await portal.PushedAsync();
        (await one.GetAsync(path.Replace("client_id=portal&", "client_id=portal-other&"))).ShouldBePage(400, "authorization_request_ended");
        (await one.GetAsync(path)).ShouldBePage(400, "authorization_request_ended");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?client_id=portal")]
    [InlineData("?client_id=portal&response_type=code&redirect_uri=https%3A%2F%2Fportal.example%2Fcb%3Ffrom%3Dpmo&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&scope=openid")]
    [InlineData("?client_id=portal&request_uri=https%3A%2F%2Fevil.example%2Frequest.jwt")]
    [InlineData("?client_id=portal&request_uri=urn:ietf:params:oauth:request_uri:x")]
    [InlineData("?client_id=portal&request=eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("?request_uri=urn:ietf:params:oauth:request_uri:dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData("?client_id=portal&client_id=portal&request_uri=urn:ietf:params:oauth:request_uri:dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData("?client_id=portal&request_uri=urn:ietf:params:oauth:request_uri:dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&request_uri=x")]
    [InlineData("?pending=x")]
    [InlineData("?client_id=portal&pending=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    public async Task Plain_parameters_instead_of_PAR(string query)
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        (await one.GetAsync("/connect/authorize" + query)).ShouldBePage(400, "authorization_not_pushed");
    }

    [Fact]
    public async Task Parameters_beside_a_pushed_request_change_nothing()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var answer = await one.GetAsync(await portal.PushedAsync() + "&redirect_uri=https%3A%2F%2Fevil.example&state=evil&scope=admin&prompt=none&response_mode=fragment");
        answer.Location!.ShouldStartWith("https://portal.example/cb?from=pmo&code=");
        answer.Query["state"].ShouldBe("state-1");
    }

    [Fact]
    public async Task An_unknown_request_uri_leads_nowhere()
    {
        using var browser = portal.NewBrowser();
        (await browser.GetAsync("/connect/authorize?client_id=portal&request_uri=urn:ietf:params:oauth:request_uri:" + Portal.Challenge + "&redirect_uri=https://evil.example"))
            .ShouldBePage(400, "authorization_request_ended");
    }

    [Fact]
    public async Task Prompt_none_without_a_sign_in()
    {
        using var browser = portal.NewBrowser();
        var answer = await browser.GetAsync(await portal.PushedAsync(("prompt", "none")));
        answer.Location!.ShouldStartWith("https://portal.example/cb?from=pmo&");
        (answer.Query["error"], answer.Query["state"], answer.Query["iss"]).ShouldBe(("login_required", "state-1", IdentityHost.Issuer));
        answer.Query.ShouldNotContainKey("code");
    }

    [Fact]
    public async Task Prompt_none_with_a_sign_in()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        (await one.GetAsync(await portal.PushedAsync(("prompt", "none")))).Query.ShouldContainKey("code");
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "0")]
    [InlineData("max_age", "60")]
    public async Task A_fresh_sign_in_is_asked_for_and_the_old_one_does_not_do(string name, string value)
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(61));
        var away = await one.GetAsync(await portal.PushedAsync((name, value)));
        away.Location!.ShouldStartWith("/account/login?returnUrl=");
        (await one.GetAsync(away.Query["returnUrl"])).Location!.ShouldStartWith("/account/login?");
        await portal.SignInAsync(one);
        (await one.GetAsync(away.Query["returnUrl"])).Query.ShouldContainKey("code");
    }

    [Fact]
    public async Task A_sign_in_of_the_same_moment_is_not_the_fresh_one()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var away = await one.GetAsync(await portal.PushedAsync(("prompt", "login")));
        (await one.GetAsync(away.Query["returnUrl"])).Location!.ShouldStartWith("/account/login?");
    }

    [Fact]
    public async Task Max_age_is_met_by_a_young_sign_in()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(60));
        (await one.GetAsync(await portal.PushedAsync(("max_age", "60")))).Query.ShouldContainKey("code");
    }

    [Fact]
    public async Task Max_age_with_prompt_none_and_an_old_sign_in()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(61));
        (await one.GetAsync(await portal.PushedAsync(("max_age", "60"), ("prompt", "none")))).Query["error"].ShouldBe("login_required");
    }

    // Login CSRF, one way: the victim is sent to a request that the attacker began.
    [Fact]
    public async Task A_waiting_request_is_nothing_in_another_browser()
    {
        using var attacker = portal.NewBrowser();
        var away = await attacker.GetAsync(await portal.PushedAsync());
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var victim = browser;
        (await victim.GetAsync(away.Query["returnUrl"])).ShouldBePage(400, "authorization_pending_ended");

        await victim.GetAsync(await portal.PushedAsync(("prompt", "login"))); // gives the victim a cookie of their own
        (await victim.GetAsync(away.Query["returnUrl"])).ShouldBePage(400, "authorization_pending_ended");
    }

    // Login CSRF, the other way: the attacker's session is put into the victim's browser.
    [Fact]
    public async Task A_session_from_before_does_not_finish_a_waiting_request()
    {
        var planted = await portal.SignIns.BeginAsync(portal.Person.Id, ["pwd", "mfa"], null, TestContext.Current.CancellationToken);
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var victim = portal.NewBrowser();
        var away = await victim.GetAsync(await portal.PushedAsync());
        victim.SetCookie(planted.Cookie);
        (await victim.GetAsync(away.Query["returnUrl"])).Location!.ShouldStartWith("/account/login?");
        await portal.SignInAsync(victim);
        (await victim.GetAsync(away.Query["returnUrl"])).Query.ShouldContainKey("code");
    }

    [Fact]
    public async Task A_waiting_request_ends_after_ten_minutes()
    {
        using var browser = portal.NewBrowser();
        var away = await browser.GetAsync(await portal.PushedAsync());
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(10));
        await portal.SignInAsync(browser);
        (await browser.GetAsync(away.Query["returnUrl"])).ShouldBePage(400, "authorization_pending_ended");
    }

    [Fact]
    public async Task A_waiting_request_finished_50_times_at_once_gives_one_code()
    {
        using var browser = portal.NewBrowser();
        var away = await browser.GetAsync(await portal.PushedAsync());
        await portal.SignInAsync(browser);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => browser.GetAsync(away.Query["returnUrl"])));
        answers.Count(a => a.Status == 303).ShouldBe(1);
    }

    [Fact]
    public async Task Two_tabs_wait_side_by_side()
    {
        using var browser = portal.NewBrowser();
        var one = await browser.GetAsync(await portal.PushedAsync(("state", "one")));
        var two = await browser.GetAsync(await portal.PushedAsync(("state", "two")));
        await portal.SignInAsync(browser);
        (await browser.GetAsync(one.Query["returnUrl"])).Query["state"].ShouldBe("one");
        (await browser.GetAsync(two.Query["returnUrl"])).Query["state"].ShouldBe("two");
    }

    [Fact]
    public async Task A_client_that_is_suspended_meanwhile()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var store = portal.Host.App.Services.GetRequiredService<ClientStore>();
        var waiting = (await one.GetAsync(await portal.PushedAsync(("prompt", "login")))).Query["returnUrl"];
        var path = await portal.PushedAsync();
        await store.SetActiveAsync(Portal.ClientId, active: false, TestContext.Current.CancellationToken);
        var answers = (await one.GetAsync(path), await one.GetAsync(waiting));
        await store.SetActiveAsync(Portal.ClientId, active: true, TestContext.Current.CancellationToken);
        answers.Item1.ShouldBePage(400, "authorization_client_refused");
        answers.Item2.ShouldBePage(400, "authorization_client_refused");
    }

    [Fact]
    public async Task Post_is_not_a_way_to_ask()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        (await one.PostAsync(await portal.PushedAsync())).Status.ShouldBe(405);
    }

    [Fact]
    public async Task Refusals_are_recorded_and_the_page_speaks_both_languages()
    {
        using var browser = portal.NewBrowser();
        var before = await EventsAsync("action = 'authorize' AND decision = 'deny' AND reason = 'authorization_not_pushed'");
        var page = await browser.GetAsync("/connect/authorize?client_id=%3Cscript%3E");
        page.ShouldBePage(400, "authorization_not_pushed");
        page.Text.ShouldContain("Kembali ke aplikasi");
        page.Text.ShouldContain("Go back to it");
        page.Text.ShouldNotContain("<script");
        page.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none';");
        (await EventsAsync("action = 'authorize' AND decision = 'deny' AND reason = 'authorization_not_pushed'")).ShouldBe(before + 1);
    }

    private Task<int> EventsAsync(string where) => portal.Host.App.Services.GetRequiredService<Database>().ReadAsync(
        connection => connection.ExecuteScalarAsync<int>($"SELECT count(*) FROM account_events WHERE {where}"), TestContext.Current.CancellationToken);
}
