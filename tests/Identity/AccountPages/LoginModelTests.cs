namespace Pmo.Identity.Tests.AccountPages;

public sealed class LoginModelTests : PagesFixture
{
    [Fact]
    public async Task Name_password_and_code_sign_in()
    {
        var done = await Browser.SignInAsync(Siti);
        (done.Status, done.Location).ShouldBe((303, "/account/continue?returnUrl=%2Faccount"));
        (await IsInAsync()).ShouldBeTrue();
        Browser.Cookies.Keys.ShouldNotContain("__Host-pmo-signin");
        (await EventsAsync()).ShouldBe(["second-factor allow", "sign-in allow"]);
    }

    [Fact]
    public async Task A_sign_in_for_a_client_leads_on_to_it_from_a_page_of_its_own()
    {
        var target = "/connect/authorize?client_id=portal&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aabc";
        var done = await Browser.SignInAsync(Siti, target);
        var page = await Browser.GetAsync(done.Location!);
        page.Status.ShouldBe(200); // no redirect: Chromium would hold it against the form's policy
        page.Html.ShouldContain($"<meta http-equiv=\"refresh\" content=\"0; url={target.Replace("&", "&amp;", StringComparison.Ordinal)}\">");
    }

    [Fact]
    public async Task Enumeration_unknown_wrong_locked_and_suspended_answer_the_same_after_the_same_work()
    {
        const string suspended = "budi.santoso";
        var invited = await Administration.InviteAsync(suspended, "Budi", "csr-nusantara", ["csr"], Operator, TestContext.Current.CancellationToken);
        await Administration.SuspendAsync(suspended, null, Operator, TestContext.Current.CancellationToken);
        var answers = new List<string>();
        var runs = new List<int>();

        async Task TryAsync(string name, string password)
        {
            var before = HasherRuns;
            var answer = await Browser.FillAsync("/account/login", ("UserName", name), ("Password", password));
            answer.Status.ShouldBe(422);
            answers.Add(answer.Stable.Replace($"value=\"{name}\"", "value=\"NAME\"", StringComparison.Ordinal)
                + string.Join('\n', answer.Headers.Where(h => h.Key is not ("Date" or "Content-Length")).OrderBy(h => h.Key, StringComparer.Ordinal)));
            runs.Add(HasherRuns - before);
        }

        await TryAsync("nobody.at.all", Siti.Password);
        await TryAsync(suspended, invited.Code!.Text); // right, but suspended
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(Siti.UserName, "salah salah salah");
        }

        await TryAsync(Siti.UserName, Siti.Password); // right, but locked
        answers.Distinct().Count().ShouldBe(1);
        runs.ShouldAllBe(r => r == 1);
    }

    [Fact]
    public async Task Brute_force_of_a_password_locks_the_account_15_minutes_then_30()
    {
        async Task FailAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", $"tebakan ke {i}"));
            }
        }

        async Task<int> RightAsync() => (await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password))).Status;

        await FailAsync(5);
        (await RightAsync()).ShouldBe(422);
        Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        (await RightAsync()).ShouldBe(422);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await FailAsync(5);
        Clock.Advance(TimeSpan.FromMinutes(29));
        (await RightAsync()).ShouldBe(422);
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await RightAsync()).ShouldBe(303);
        (await EventsAsync()).Count(e => e == "lock-out deny password_attempts").ShouldBe(2);
        (await EventsAsync()).ShouldContain("sign-in deny locked");
    }

    [Fact]
    public async Task Brute_force_at_one_moment_is_judged_five_times()
    {
        var page = await Browser.GetAsync("/account/login");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Browser.PostAsync(
            "/account/login", [.. page.Hidden, ("UserName", Siti.UserName), ("Password", $"tebakan ke {i}")])));
        (await EventsAsync()).Count(e => e == "sign-in deny password_wrong").ShouldBe(5);
        (await EventsAsync()).Count(e => e == "sign-in deny locked").ShouldBe(35);
    }

    [Fact]
    public async Task Counters_survive_a_restart_and_are_shared_by_replicas()
    {
        await using var replica = await StartAsync(Clock);
        using var other = new Browser(replica);
        for (var i = 0; i < 5; i++)
        {
            await (i % 2 == 0 ? Browser : other).FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", "salah salah salah"));
        }

        (await other.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password))).Status.ShouldBe(422);
        (await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password))).Status.ShouldBe(422);
    }

    [Fact]
    public async Task What_was_typed_for_a_name_that_is_nobodys_is_kept_nowhere()
    {
        await Browser.FillAsync("/account/login", ("UserName", "kata sandi di kolom salah"), ("Password", "apa saja"));
        (await EventsAsync()).ShouldBe(["sign-in deny person_unknown nobody"]);
        Leaks.Find(Folder, "kata sandi di kolom salah").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/account/..//evil.example")]
    [InlineData("/%2F%2Fevil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Open_redirect(string returnUrl)
    {
        var done = await Browser.SignInAsync(Siti, returnUrl);
        done.Location.ShouldBe("/account/continue?returnUrl=%2Faccount");
        var page = await Browser.GetAsync("/account/continue?returnUrl=" + Uri.EscapeDataString(returnUrl));
        page.Html.ShouldContain("content=\"0; url=/account\"");
        page.Html.ShouldNotContain("evil");
    }

    [Fact]
    public async Task A_user_name_is_taken_in_any_case_and_with_spaces_around_it() =>
        (await Browser.FillAsync("/account/login", ("UserName", " Siti.Rahma "), ("Password", Siti.Password))).Status.ShouldBe(303);

    [Fact]
    public async Task Markup_in_the_name_is_text()
    {
        var answer = await Browser.FillAsync("/account/login", ("UserName", "\"><script>alert(1)</script>"), ("Password", "x"));
        answer.Html.ShouldNotContain("<script");
    }
}
