namespace Pmo.Identity.Tests.AccountPages;

public sealed class SecondFactorModelTests : PagesFixture
{
    [Theory]
    [InlineData(-1, 303)]
    [InlineData(1, 303)]
    [InlineData(-2, 422)]
    [InlineData(2, 422)]
    public async Task A_telephone_whose_clock_is_off(int steps, int status)
    {
        await PasswordAsync();
        (await CodeAsync(Siti.Shown(Clock, steps))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task TOTP_code_used_twice()
    {
        await PasswordAsync();
        var code = Siti.Shown(Clock);
        (await CodeAsync(code)).Status.ShouldBe(303);
        using var thief = new Browser(Host);
        await PasswordAsync(thief);
        (await CodeAsync(code, thief)).Status.ShouldBe(422);
        (await CodeAsync(Siti.Shown(Clock, -1), thief)).Status.ShouldBe(422); // nor one from before it
        (await CodeAsync(Siti.Shown(Clock, 1), thief)).Status.ShouldBe(303);
        (await EventsAsync()).ShouldContain("second-factor deny code_used");
    }

    [Fact]
    public async Task TOTP_code_at_one_moment_20_times_succeeds_once()
    {
        var browsers = Enumerable.Range(0, 20).Select(_ => new Browser(Host)).ToList();
        var pages = new List<PageAnswer>();
        foreach (var browser in browsers)
        {
            await PasswordAsync(browser);
            pages.Add(await browser.GetAsync("/account/second-factor"));
        }

        var code = Siti.Shown(Clock);
        var answers = await Task.WhenAll(browsers.Zip(pages, (b, p) => b.PostAsync("/account/second-factor", [.. p.Hidden, ("Code", code)])));
        answers.Count(a => a.Status == 303).ShouldBe(1);
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task Brute_force_of_a_code_ends_although_the_password_is_right_each_time()
    {
        for (var i = 0; i < 5; i++)
        {
            await PasswordAsync();
            (await CodeAsync("000000")).Status.ShouldBe(422);
        }

        await PasswordAsync();
        (await CodeAsync(Siti.Shown(Clock))).Status.ShouldBe(422);
        (await EventsAsync()).Count(e => e == "lock-out deny code_attempts").ShouldBe(1);
        (await EventsAsync())[^1].ShouldBe("second-factor deny locked");
        Clock.Advance(TimeSpan.FromMinutes(15));
        await PasswordAsync();
        (await CodeAsync(Siti.Shown(Clock))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task Brute_force_goes_no_further_by_recovery_codes()
    {
        await PasswordAsync();
        for (var i = 0; i < 5; i++)
        {
            await Browser.FillAsync(i % 2 == 0 ? "/account/recovery-code" : "/account/second-factor", ("Code", "abcd-efgh-jkmn-pqrs-tuvw-xyz2"));
        }

        (await CodeAsync(Siti.Shown(Clock))).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Second_factor_skipped()
    {
        await PasswordAsync();
        (await IsInAsync()).ShouldBeFalse();
        Browser.Cookies["__Host-pmo"] = Browser.Cookies["__Host-pmo-signin"];
        (await IsInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_password_first()
    {
        foreach (var path in new[] { "/account/second-factor", "/account/recovery-code", "/account/set-up/password", "/account/set-up/authenticator" })
        {
            (await Browser.GetAsync(path)).Location.ShouldBe("/account/login");
        }
    }

    [Fact]
    public async Task Setup_again_in_the_middle_of_a_sign_in()
    {
        await PasswordAsync();
        (await Browser.GetAsync("/account/set-up/password")).Location.ShouldBe("/account/second-factor");
        (await Browser.GetAsync("/account/set-up/authenticator")).Location.ShouldBe("/account/second-factor");
    }

    [Fact]
    public async Task Half_a_sign_in_ends_after_15_minutes()
    {
        await PasswordAsync();
        Clock.Advance(TimeSpan.FromMinutes(15));
        (await Browser.GetAsync("/account/second-factor")).Location.ShouldBe("/account/login");
    }

    [Fact]
    public async Task Half_a_sign_in_ends_when_the_person_is_suspended()
    {
        await PasswordAsync();
        await Administration.SuspendAsync(Siti.UserName, null, Operator, TestContext.Current.CancellationToken);
        (await Browser.GetAsync("/account/second-factor")).Location.ShouldBe("/account/login");
    }

    [Fact]
    public async Task Session_fixation_a_session_from_before_the_sign_in_is_worth_nothing_after_it()
    {
        await Browser.SignInAsync(Siti);
        var planted = Browser.Cookies["__Host-pmo"];
        await Browser.SignInAsync(Siti); // the victim signs in where the attacker's cookie lies
        Browser.Cookies["__Host-pmo"].ShouldNotBe(planted);
        using var attacker = new Browser(Host) { Cookies = { ["__Host-pmo"] = planted } };
        (await IsInAsync(attacker)).ShouldBeFalse();
        (await IsInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("-00001")]
    public async Task No_code_at_all(string code)
    {
        await PasswordAsync();
        (await CodeAsync(code)).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Spaces_in_a_code_do_not_matter()
    {
        await PasswordAsync();
        (await CodeAsync(Siti.Shown(Clock).Insert(3, " "))).Status.ShouldBe(303);
    }

    private async Task PasswordAsync(Browser? browser = null) => (await (browser ?? Browser).FillAsync(
        "/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password))).Location.ShouldBe("/account/second-factor");

    private Task<PageAnswer> CodeAsync(string code, Browser? browser = null) => (browser ?? Browser).FillAsync("/account/second-factor", ("Code", code));
}
