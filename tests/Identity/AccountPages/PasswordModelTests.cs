using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Sessions;

namespace Pmo.Identity.Tests.AccountPages;

public sealed class PasswordModelTests : PagesFixture
{
    private const string Chosen = "kereta pagi ke kotabumi";

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_the_old_password()
    {
        await Browser.SignInAsync(Siti);
        using var other = new Browser(Host);
        await other.SignInAsync(Siti);
        (await ChangeAsync(Siti.Password, Chosen)).Status.ShouldBe(200);
        (await IsInAsync()).ShouldBeTrue();
        (await IsInAsync(other)).ShouldBeFalse();
        (await EventsAsync())[^2..].ShouldBe(["sign-out allow password_changed revokes session", "password-change allow"]);
        (await other.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password))).Status.ShouldBe(422);
        (await other.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Chosen))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_stolen_session_cannot_change_the_password_without_the_old_one()
    {
        await Browser.SignInAsync(Siti);
        foreach (var guess in new[] { "", "salah salah salah", Chosen })
        {
            (await ChangeAsync(guess, Chosen)).Status.ShouldBe(422);
        }

        (await EventsAsync()).Count(e => e == "password-change deny password_wrong").ShouldBe(3);
        (await ChangeAsync("lagi", Chosen)).Status.ShouldBe(422);
        (await ChangeAsync("lagi", Chosen)).Status.ShouldBe(422);
        (await ChangeAsync(Siti.Password, Chosen)).Status.ShouldBe(422); // locked: guesses count here as at the sign-in
    }

    [Theory]
    [InlineData("sebelas.sbl", "12")]
    [InlineData("siti.rahma-2026", "nama")]
    [InlineData("password123456", "ditebak")]
    [InlineData("aaaaaaaaaaaa", "ditebak")]
    public async Task Passwords_that_are_refused(string password, string said)
    {
        await Browser.SignInAsync(Siti);
        var answer = await ChangeAsync(Siti.Password, password);
        answer.Status.ShouldBe(422);
        answer.Html.ShouldContain(said);
        answer.Html.ShouldNotContain(password);
        answer.Html.ShouldContain("<a href=\"#NewPassword\">");
        answer.Html.ShouldContain("aria-describedby=\"NewPassword-hint NewPassword-error\" aria-invalid=\"true\"");
    }

    [Fact]
    public async Task Two_new_passwords_that_differ()
    {
        await Browser.SignInAsync(Siti);
        (await Browser.FillAsync("/account/password", ("OldPassword", Siti.Password), ("NewPassword", Chosen), ("Repeat", Chosen + "!"))).Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_suspended_persons_session_is_nobodys_at_once()
    {
        await Browser.SignInAsync(Siti);
        var session = (await Host.App.Services.GetRequiredService<SignIns>().FindAsync(
            new Microsoft.AspNetCore.Http.DefaultHttpContext { Request = { Headers = { Cookie = "__Host-pmo=" + Browser.Cookies["__Host-pmo"] } } },
            TestContext.Current.CancellationToken)).ShouldNotBeNull().Session;
        await Administration.SuspendAsync(Siti.UserName, null, Operator, TestContext.Current.CancellationToken);
        (await IsInAsync()).ShouldBeFalse();
        (await Host.App.Services.GetRequiredService<SignIns>().FindAsync(session.Id, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await EventsAsync())[^2..].ShouldBe(["sign-out allow person_suspended revokes session", "person-suspend allow revokes person"]);
        await Administration.ResumeAsync(Siti.UserName, Operator, TestContext.Current.CancellationToken);
        (await IsInAsync()).ShouldBeFalse();
        (await Browser.SignInAsync(Siti)).Status.ShouldBe(303);
    }

    private Task<PageAnswer> ChangeAsync(string old, string chosen) =>
        Browser.FillAsync("/account/password", ("OldPassword", old), ("NewPassword", chosen), ("Repeat", chosen));
}
