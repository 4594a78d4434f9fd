using System.Text.RegularExpressions;

namespace Pmo.Identity.Tests.AccountPages;

public sealed class IndexModelTests : PagesFixture
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

    [Fact]
    public async Task Sessions_are_listed_with_when_where_and_which_is_this_one()
    {
        await Browser.SignInAsync(Siti);
        using var other = new Browser(Host);
        await SignInAsChromeAsync(other);
        var page = await Browser.GetAsync("/account");
        page.Html.ShouldContain("Chrome, Windows");
        page.Html.ShouldContain("127.0.0.1");
        page.Html.ShouldContain("<time datetime=\"2026-01-15T12:00:00Z\" title=\"15-01-2026 12.00 UTC\">15-01-2026 19.00 WIB</time>");
        Regex.Count(page.Html, "sesi ini", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(1);
    }

    [Fact]
    public async Task One_session_is_ended_from_the_list()
    {
        await Browser.SignInAsync(Siti);
        using var other = new Browser(Host);
        await SignInAsChromeAsync(other);
        (await Browser.FillAsync("/account?handler=Nothing")).Location.ShouldBe("/account");
        var page = await Browser.GetAsync("/account");
        (await Browser.PostAsync("/account?handler=End", [.. page.Hidden])).Location.ShouldBe("/account");
        (await IsInAsync(other)).ShouldBeFalse();
        (await IsInAsync()).ShouldBeTrue();
        (await EventsAsync())[^1].ShouldBe("sign-out allow ended_from_list revokes session");
    }

    [Fact]
    public async Task Another_persons_session_cannot_be_ended()
    {
        await Browser.SignInAsync(Siti);
        using var victim = new Browser(Host);
        await victim.SignInAsync(Siti);
        var handle = (await Browser.GetAsync("/account")).Hidden.Single(h => h.Name == "Handle");

        var invited = await Administration.InviteAsync("budi", "Budi", "csr-nusantara", ["csr"], Operator, TestContext.Current.CancellationToken);
        using var budi = new Browser(Host);
        await budi.FillAsync("/account/login", ("UserName", "budi"), ("Password", invited.Code!.Text));
        await budi.FillAsync("/account/set-up/password", ("NewPassword", "kereta pagi ke kotabumi"), ("Repeat", "kereta pagi ke kotabumi"));
        var page = await budi.GetAsync("/account/set-up/authenticator");
        var secret = Regex.Match(page.Html, "class=\"secret\">(?<secret>[^<]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["secret"].Value.Replace(" ", "", StringComparison.Ordinal);
        var app = new TestPerson("budi", "", Identity.SecondFactors.Base32.TryDecode(secret)!);
        await budi.FillAsync("/account/set-up/authenticator", ("Code", app.Code(Clock)));
        var form = (await budi.GetAsync("/account")).Hidden.Where(h => h.Name == "form");
        (await budi.PostAsync("/account?handler=End", [.. form, handle])).Status.ShouldBe(303);
        (await IsInAsync(victim)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_handle_of_no_session(string handle)
    {
        await Browser.SignInAsync(Siti);
        var form = (await Browser.GetAsync("/account")).Hidden.Where(h => h.Name == "form");
        (await Browser.PostAsync("/account?handler=End", [.. form, ("Handle", handle)])).Status.ShouldBe(303);
        (await IsInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("EndOthers", true)]
    [InlineData("EndAll", false)]
    public async Task All_others_or_everywhere(string handler, bool staysIn)
    {
        await Browser.SignInAsync(Siti);
        using var other = new Browser(Host);
        await other.SignInAsync(Siti);
        await Browser.PostAsync($"/account?handler={handler}", [.. (await Browser.GetAsync("/account")).Hidden]);
        (await IsInAsync(other)).ShouldBeFalse();
        (await IsInAsync()).ShouldBe(staysIn);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_not_only_the_cookie()
    {
        await Browser.SignInAsync(Siti);
        var kept = Browser.Cookies["__Host-pmo"];
        (await Browser.FillAsync("/account/sign-out")).Status.ShouldBe(200);
        Browser.Cookies.ShouldNotContainKey("__Host-pmo");
        Browser.Cookies["__Host-pmo"] = kept;
        (await IsInAsync()).ShouldBeFalse();
        (await EventsAsync())[^1].ShouldBe("sign-out allow revokes session");
    }

    [Fact]
    public async Task Nobody_is_led_to_the_sign_in_and_back()
    {
        foreach (var path in new[] { "/account", "/account/password", "/account/recovery-codes" })
        {
            (await Browser.GetAsync(path)).Location.ShouldBe("/account/login?returnUrl=" + Uri.EscapeDataString(path));
        }
    }

    private async Task SignInAsChromeAsync(Browser browser)
    {
        await browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password));
        var page = await browser.GetAsync("/account/second-factor");
        using var form = new FormUrlEncodedContent([.. page.Hidden.Select(h => KeyValuePair.Create(h.Name, h.Value)), KeyValuePair.Create("Code", Siti.Code(Clock))]);
        (await browser.SendAsync(HttpMethod.Post, "/account/second-factor", form, ("User-Agent", Chrome))).Status.ShouldBe(303);
    }
}
