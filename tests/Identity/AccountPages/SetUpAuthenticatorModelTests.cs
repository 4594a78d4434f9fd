using System.Text.RegularExpressions;
using Pmo.Identity.Accounts;
using Pmo.Identity.SecondFactors;

namespace Pmo.Identity.Tests.AccountPages;

public sealed partial class SetUpAuthenticatorModelTests : PagesFixture
{
    private const string Chosen = "kereta pagi ke kotabumi";

    [Fact]
    public async Task From_the_invitation_to_the_first_sign_in_and_every_way_afterwards()
    {
        var invited = await Administration.InviteAsync("budi", "Budi", "csr-nusantara", ["csr"], Operator, TestContext.Current.CancellationToken);
        var first = await Browser.FillAsync("/account/login?returnUrl=%2Faccount%2Fpassword", ("UserName", "budi"), ("Password", invited.Code!.Text));
        first.Location.ShouldBe("/account/set-up/password");
        (await Browser.GetAsync("/account/set-up/authenticator")).Location.ShouldBe("/account/set-up/password");

        var chosen = await Browser.FillAsync("/account/set-up/password", ("NewPassword", Chosen), ("Repeat", Chosen));
        chosen.Location.ShouldBe("/account/set-up/authenticator");
        var person = new TestPerson("budi", Chosen, await SecretOnPageAsync());
        var wrong = await Browser.FillAsync("/account/set-up/authenticator", ("Code", "000000"));
        wrong.Status.ShouldBe(422);
        wrong.Html.ShouldContain("<svg");

        var codesPage = await Browser.FillAsync("/account/set-up/authenticator", ("Code", person.Code(Clock)));
        codesPage.Status.ShouldBe(200);
        var codes = CodesOn(codesPage);
        codes.Distinct().Count().ShouldBe(10);
        codesPage.Html.ShouldNotContain("lang=en"); // a page in another language would not have the codes
        codesPage.Html.ShouldContain("/account/continue?returnUrl=%2Faccount%2Fpassword");
        (await IsInAsync()).ShouldBeTrue();
        (await EventsAsync()).ShouldBe(
        [
            "person-invite allow", "password-change allow first", "totp-setup deny code_wrong", "totp-setup allow", "sign-in allow",
        ]);

        // The one-time password is gone, the chosen one and either factor work.
        using var other = new Browser(Host);
        (await other.FillAsync("/account/login", ("UserName", "budi"), ("Password", invited.Code.Text))).Status.ShouldBe(422);
        (await other.SignInAsync(person)).Status.ShouldBe(303);
        (await IsInAsync(other)).ShouldBeTrue();
        await SignInByRecoveryAsync(codes[0].ToUpperInvariant().Replace('-', ' '), 303, person);
    }

    [Fact]
    public async Task Recovery_code_reuse()
    {
        var codes = await RenewAsync();
        await SignInByRecoveryAsync(codes[3], 303);
        await SignInByRecoveryAsync(codes[3], 422);
        await SignInByRecoveryAsync(codes[4], 303);
        (await EventsAsync()).ShouldContain("recovery-code deny code_wrong");
        (await EventsAsync()).Count(e => e == "recovery-code allow").ShouldBe(2);
    }

    [Fact]
    public async Task Recovery_codes_of_before_end_when_new_ones_are_made()
    {
        var old = await RenewAsync();
        await RenewAsync();
        await SignInByRecoveryAsync(old[0], 422);
    }

    [Fact]
    public async Task Recovery_codes_are_not_shown_to_a_stolen_session_without_the_password()
    {
        await Browser.SignInAsync(Siti);
        var answer = await Browser.FillAsync("/account/recovery-codes", ("Password", "salah salah salah"));
        answer.Status.ShouldBe(422);
        CodesOn(answer).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reset_of_the_second_factor_sets_up_another_one()
    {
        await Browser.SignInAsync(Siti);
        var reset = await Administration.ResetAsync(Siti.UserName, secondFactorToo: true, Operator, TestContext.Current.CancellationToken);
        (await IsInAsync()).ShouldBeFalse();
        (await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password))).Status.ShouldBe(422);
        (await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", reset.Code!.Text))).Location.ShouldBe("/account/set-up/password");
        (await Browser.FillAsync("/account/set-up/password", ("NewPassword", Chosen), ("Repeat", Chosen))).Location.ShouldBe("/account/set-up/authenticator");
        (await SecretOnPageAsync()).ShouldNotBe(Siti.Secret);
    }

    [Fact]
    public async Task Reset_of_the_password_alone_still_asks_for_the_app()
    {
        var reset = await Administration.ResetAsync(Siti.UserName, secondFactorToo: false, Operator, TestContext.Current.CancellationToken);
        await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", reset.Code!.Text));
        (await Browser.FillAsync("/account/set-up/password", ("NewPassword", Chosen), ("Repeat", Chosen))).Location.ShouldBe("/account/second-factor");
        (await Browser.FillAsync("/account/second-factor", ("Code", Siti.Code(Clock)))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task One_time_password_after_24_hours()
    {
        var invited = await Administration.InviteAsync("budi", "Budi", "csr-nusantara", ["csr"], Operator, TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromHours(24));
        (await Browser.FillAsync("/account/login", ("UserName", "budi"), ("Password", invited.Code!.Text))).Status.ShouldBe(422);
        (await EventsAsync()).ShouldContain("sign-in deny one_time_password_ended");
    }

    [Fact]
    public async Task A_stolen_database_holds_no_password_secret_recovery_code_or_session_in_the_clear()
    {
        var codes = await RenewAsync();
        var invited = await Administration.InviteAsync("budi", "Budi", "csr-nusantara", ["csr"], Operator, TestContext.Current.CancellationToken);
        await Browser.FillAsync("/account/login", ("UserName", "budi"), ("Password", invited.Code!.Text));
        await Browser.FillAsync("/account/set-up/password", ("NewPassword", Chosen), ("Repeat", Chosen));
        var offered = await SecretOnPageAsync();
        await SignInByRecoveryAsync(codes[0], 303);

        Leaks.Find(Folder, "siti.rahma").ShouldNotBeEmpty(); // the search finds what is there
        string[] texts = [Siti.Password, Chosen, invited.Code.Text, codes[0], codes[1], codes[1].Replace("-", "", StringComparison.Ordinal), Base32.Encode(Siti.Secret), Base32.Encode(offered), .. Browser.Cookies.Values];
        texts.ShouldAllBe(text => Leaks.Find(Folder, text).Count == 0);
        Leaks.Find(Folder, Siti.Secret).ShouldBeEmpty();
        Leaks.Find(Folder, offered).ShouldBeEmpty();
    }

    private static List<string> CodesOn(PageAnswer page) => [.. CodeOnPage().Matches(page.Html).Select(m => m.Groups["code"].Value)];

    private async Task<byte[]> SecretOnPageAsync()
    {
        var page = await Browser.GetAsync("/account/set-up/authenticator");
        return Base32.TryDecode(SecretOnPage().Match(page.Html).Groups["secret"].Value.Replace(" ", "", StringComparison.Ordinal))!;
    }

    private async Task<List<string>> RenewAsync()
    {
        await Browser.SignInAsync(Siti);
        var codes = CodesOn(await Browser.FillAsync("/account/recovery-codes", ("Password", Siti.Password)));
        codes.Count.ShouldBe(10);
        return codes;
    }

    private async Task SignInByRecoveryAsync(string code, int status, TestPerson? person = null)
    {
        using var browser = new Browser(Host);
        await browser.FillAsync("/account/login", ("UserName", (person ?? Siti).UserName), ("Password", (person ?? Siti).Password));
        (await browser.FillAsync("/account/recovery-code", ("Code", code))).Status.ShouldBe(status);
        (await IsInAsync(browser)).ShouldBe(status == 303);
    }

    [GeneratedRegex("<code>(?<code>[a-z2-9-]{29})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeOnPage();

    [GeneratedRegex("<code class=\"secret\">(?<secret>[A-Z2-7 ]+)</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretOnPage();
}
