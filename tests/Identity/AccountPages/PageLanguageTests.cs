namespace Pmo.Identity.Tests.AccountPages;

public sealed class PageLanguageTests : PagesFixture
{
    [Fact]
    public async Task Indonesian_first()
    {
        var page = await Browser.GetAsync("/account/login");
        page.Html.ShouldContain("<html lang=\"id\">");
        page.Html.ShouldContain("<h1>Masuk</h1>");
        page.Html.ShouldContain("<a lang=\"en\" hreflang=\"en\" href=\"/account/login?lang=en\">English</a>");
    }

    [Fact]
    public async Task As_the_browser_asks()
    {
        var page = await Browser.SendAsync(HttpMethod.Get, "/account/login", null, ("Accept-Language", "en-GB,en;q=0.9"));
        page.Html.ShouldContain("<html lang=\"en\">");
    }

    [Fact]
    public async Task What_was_chosen_stays_and_the_way_back_too()
    {
        var page = await Browser.GetAsync("/account/login?lang=en&returnUrl=%2Faccount%2Fpassword");
        page.Html.ShouldContain("<h1>Sign in</h1>");
        page.Html.ShouldContain("href=\"/account/login?lang=id&amp;returnUrl=%2Faccount%2Fpassword\"");
        (await Browser.SendAsync(HttpMethod.Get, "/account/login", null, ("Accept-Language", "id"))).Html.ShouldContain("<h1>Sign in</h1>");
    }

    [Fact]
    public async Task An_error_is_in_the_pages_language_and_in_its_title()
    {
        await Browser.GetAsync("/account/login?lang=en");
        var page = await Browser.FillAsync("/account/login", ("UserName", "x"), ("Password", "y"));
        page.Html.ShouldContain("<title>Error: Sign in");
        page.Html.ShouldContain("User name and password do not match");
    }
}
