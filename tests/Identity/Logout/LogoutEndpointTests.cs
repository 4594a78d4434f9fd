using System.Text.RegularExpressions;
using Pmo.Identity.Sessions;

namespace Pmo.Identity.Tests.Logout;

public sealed partial class LogoutEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string After = Uri.EscapeDataString(Portal.AfterLogout);

    [Fact]
    public async Task An_id_token_of_the_session_ends_it_and_leads_back()
    {
        var (browser, session, hint) = await SignedInAsync();
        using var one = browser;
        var answer = await one.GetAsync($"/connect/logout?id_token_hint={hint}&post_logout_redirect_uri={After}&state=a%26b");
        (answer.Status, answer.Location).ShouldBe((303, Portal.AfterLogout + "?state=a%26b"));
        (await IsOverAsync(session)).ShouldBeTrue();
        one.Cookie("__Host-pmo").ShouldBeNull();
        (await one.GetAsync(await portal.PushedAsync(("prompt", "none")))).Query["error"].ShouldBe("login_required");
    }

    [Fact]
    public async Task Without_an_address_a_page_says_so()
    {
        var (browser, session, hint) = await SignedInAsync();
        using var one = browser;
        var answer = await one.GetAsync($"/connect/logout?id_token_hint={hint}&client_id=portal");
        answer.ShouldBePage(200, "You are signed out");
        (await IsOverAsync(session)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_old_id_token_does_too()
    {
        var (browser, session, hint) = await SignedInAsync();
        using var one = browser;
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(50));
        (await one.GetAsync($"/connect/logout?id_token_hint={hint}&post_logout_redirect_uri={After}")).Location.ShouldBe(Portal.AfterLogout);
        (await IsOverAsync(session)).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_sites_post_brings_no_cookie_and_works_all_the_same()
    {
        var (browser, session, hint) = await SignedInAsync();
        browser.Dispose();
        using var bare = portal.NewBrowser();
        (await bare.PostAsync("/connect/logout", ("id_token_hint", hint), ("post_logout_redirect_uri", Portal.AfterLogout))).Location.ShouldBe(Portal.AfterLogout);
        (await IsOverAsync(session)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?id_token_hint=e30.e30.e30")]
    [InlineData("?client_id=portal")]
    [InlineData("?client_id=portal&post_logout_redirect_uri=https%3A%2F%2Fportal.example%2Fbye")]
    [InlineData("?post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F")]
    public async Task Without_an_id_token_the_person_is_asked(string query)
    {
        var (browser, session) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var question = await one.GetAsync("/connect/logout" + query);
        question.ShouldBePage(200, "Sign out?");
        question.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
        (await IsOverAsync(session)).ShouldBeFalse();

        (await one.PostAsync("/connect/logout", [.. Fields(question)])).ShouldBePage(200, "You are signed out");
        (await IsOverAsync(session)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("made-up")]
    public async Task A_post_without_the_question_ends_nothing(string confirm)
    {
        var (browser, session) = await portal.SignedInBrowserAsync();
        using var one = browser;
        (await one.PostAsync("/connect/logout", ("confirm", confirm))).ShouldBePage(200, "Sign out?");
        (await IsOverAsync(session)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_answer_to_anothers_question_ends_nothing()
    {
        var (attacker, _) = await portal.SignedInBrowserAsync();
        var (browser, session) = await portal.SignedInBrowserAsync();
        using var one = attacker;
        using var victim = browser;
        var question = await one.GetAsync("/connect/logout");
        (await victim.PostAsync("/connect/logout", [.. Fields(question)])).ShouldBePage(200, "Sign out?");
        (await victim.GetAsync($"/connect/logout?confirm={Uri.EscapeDataString(Fields(question).Single().Value)}")).ShouldBePage(200, "Sign out?");
        (await IsOverAsync(session)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_answer_by_get_ends_nothing()
    {
        var (browser, session) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var question = await one.GetAsync("/connect/logout");
        (await one.GetAsync($"/connect/logout?confirm={Uri.EscapeDataString(Fields(question).Single().Value)}")).ShouldBePage(200, "Sign out?");
        (await IsOverAsync(session)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_id_token_of_another_session_asks_and_then_leads_back()
    {
        var (other, _, hint) = await SignedInAsync();
        var (browser, session) = await portal.SignedInBrowserAsync();
        other.Dispose();
        using var one = browser;
        var question = await one.GetAsync($"/connect/logout?id_token_hint={hint}&post_logout_redirect_uri={After}&state=%22%3E%3Cscript%3E");
        question.ShouldBePage(200, "Sign out?");
        (await IsOverAsync(session)).ShouldBeFalse();
        var answer = await one.PostAsync("/connect/logout", [.. Fields(question)]);
        answer.ShouldBePage(200, $"<a href=\"{Portal.AfterLogout}?state=");
        (question.Text + answer.Text).ShouldNotContain("<script");
        (await IsOverAsync(session)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://portal.example/bye/")]
    [InlineData("https://portal.example/bye?x=1")]
    [InlineData("https://portal.example/cb?from=pmo")]
    [InlineData("//evil.example")]
    public async Task An_address_that_is_not_registered(string address)
    {
        var (browser, session, hint) = await SignedInAsync();
        using var one = browser;
        (await one.GetAsync($"/connect/logout?id_token_hint={hint}&post_logout_redirect_uri={Uri.EscapeDataString(address)}"))
            .ShouldBePage(400, "logout_redirect_refused");
        (await IsOverAsync(session)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_id_token_of_another_client_than_is_named()
    {
        var (browser, session, hint) = await SignedInAsync();
        using var one = browser;
        (await one.GetAsync($"/connect/logout?id_token_hint={hint}&client_id=portal-other")).ShouldBePage(200, "Sign out?");
        (await IsOverAsync(session)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_access_token_in_the_id_tokens_place()
    {
        var (browser, session) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var code = (await one.GetAsync(await portal.PushedAsync())).Query["code"];
        (await one.GetAsync($"/connect/logout?id_token_hint={(await portal.RedeemAsync(code)).Token}")).ShouldBePage(200, "Sign out?");
        (await IsOverAsync(session)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("&state=a%0d%0aSet-Cookie:%20a=b")]
    [InlineData("&state=a&state=b")]
    [InlineData("&post_logout_redirect_uri=https%3A%2F%2Fevil.example")]
    public async Task What_cannot_be_read(string more)
    {
        var (browser, session, hint) = await SignedInAsync();
        using var one = browser;
        (await one.GetAsync($"/connect/logout?id_token_hint={hint}&post_logout_redirect_uri={After}{more}")).ShouldBePage(400, "logout_request_invalid");
        (await IsOverAsync(session)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_signed_out()
    {
        using var browser = portal.NewBrowser();
        (await browser.GetAsync("/connect/logout?post_logout_redirect_uri=https%3A%2F%2Fevil.example")).ShouldBePage(200, "You are signed out");
    }

    [Fact]
    public async Task Refresh_tokens_of_the_session_end_with_it()
    {
        var (browser, _) = await portal.SignedInBrowserAsync();
        using var one = browser;
        var given = await portal.RedeemAsync((await one.GetAsync(await portal.PushedAsync())).Query["code"]);
        await one.GetAsync("/connect/logout?id_token_hint=" + given.Body.GetProperty("id_token").GetString());
        (await portal.RefreshAsync(given.Body.GetProperty("refresh_token").GetString()!)).ShouldBeRefused("invalid_grant", 400);
    }

    private async Task<(Browser Browser, Session Session, string Hint)> SignedInAsync()
    {
        var (browser, session) = await portal.SignedInBrowserAsync();
        var code = (await browser.GetAsync(await portal.PushedAsync())).Query["code"];
        return (browser, session, (await portal.RedeemAsync(code)).Body.GetProperty("id_token").GetString()!);
    }

    private async Task<bool> IsOverAsync(Session session) => await portal.SignIns.FindAsync(session.Id, TestContext.Current.CancellationToken) is null;

    private static IEnumerable<(string Name, string Value)> Fields(Browser.Answer page) => FieldPattern().Matches(page.Text)
        .Select(m => (m.Groups["name"].Value, System.Net.WebUtility.HtmlDecode(m.Groups["value"].Value)));

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldPattern();
}
