using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Tests.AccountPages;

namespace Pmo.Identity.Tests.Accounts;

public sealed class PersonAdministrationTests : PagesFixture
{
    [Theory]
    [InlineData("Budi", "Budi", "csr-nusantara", "csr", "NameInvalid")]
    [InlineData("budi", "", "csr-nusantara", "csr", "NameInvalid")]
    [InlineData("budi", "Budi", "CSR", "csr", "NameInvalid")]
    [InlineData("budi", "Budi", "csr-nusantara", "root", "RolesInvalid")]
    public async Task An_invitation_that_cannot_be_does_nothing(string userName, string displayName, string org, string role, string outcome)
    {
        var answer = await Administration.InviteAsync(userName, displayName, org, [role], Operator, TestContext.Current.CancellationToken);
        (answer.Outcome.ToString(), answer.Code).ShouldBe((outcome, null));
        (await EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invitation_gives_a_code_that_prints_nothing_by_itself()
    {
        var answer = await Administration.InviteAsync("budi", "Budi", "csr-nusantara", ["csr"], Operator, TestContext.Current.CancellationToken);
        answer.Code!.Text.Length.ShouldBe(24);
        answer.ToString().ShouldNotContain(answer.Code.Text);
        (await Host.App.Services.GetRequiredService<PersonStore>().FindAsync(answer.PersonId!, TestContext.Current.CancellationToken))!.UserName.ShouldBe("budi");
    }

    [Fact]
    public async Task Nobody_of_that_name()
    {
        (await Administration.ResetAsync("nobody.at.all", true, Operator, TestContext.Current.CancellationToken)).Outcome.ShouldBe(PersonOutcome.Unknown);
        (await Administration.SuspendAsync("nobody.at.all", null, Operator, TestContext.Current.CancellationToken)).ShouldBe(PersonOutcome.Unknown);
        (await Administration.ResumeAsync("nobody.at.all", Operator, TestContext.Current.CancellationToken)).ShouldBe(PersonOutcome.Unknown);
        (await Administration.AssignRolesAsync("nobody.at.all", ["csr"], Operator, TestContext.Current.CancellationToken)).ShouldBe(PersonOutcome.Unknown);
        (await EventsAsync()).ShouldBe(
        [
            "person-reset deny not_found nobody", "person-suspend deny not_found nobody", "person-resume deny not_found nobody",
            "person-roles deny not_found nobody",
        ]);
        Leaks.Find(Folder, "nobody.at.all").ShouldBeEmpty();
    }

    [Fact]
    public async Task New_roles_end_the_sessions_with_the_old_ones()
    {
        await Browser.SignInAsync(Siti);
        (await Administration.AssignRolesAsync(Siti.UserName, ["dpo", "analyst"], Operator, TestContext.Current.CancellationToken)).ShouldBe(PersonOutcome.Done);
        (await IsInAsync()).ShouldBeFalse();
        (await EventsAsync())[^2..].ShouldBe(["sign-out allow roles_changed revokes session", "person-roles allow"]);
        await Browser.SignInAsync(Siti);
        (await Browser.GetAsync("/account")).Html.ShouldContain("dpo, analyst");
        (await Administration.AssignRolesAsync(Siti.UserName, [], Operator, TestContext.Current.CancellationToken)).ShouldBe(PersonOutcome.RolesInvalid);
    }

    [Fact]
    public async Task A_reset_ends_a_lock_out()
    {
        for (var i = 0; i < 5; i++)
        {
            await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", "salah salah salah"));
        }

        var reset = await Administration.ResetAsync(Siti.UserName, secondFactorToo: false, Operator, TestContext.Current.CancellationToken);
        (await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", reset.Code!.Text))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task Logs_hold_no_password_code_secret_or_session()
    {
        await Browser.SignInAsync(Siti);
        await Browser.FillAsync("/account/login", ("UserName", "mistyped-secret-name"), ("Password", "mistyped secret password"));
        var invited = await Administration.InviteAsync("budi", "Budi", "csr-nusantara", ["csr"], Operator, TestContext.Current.CancellationToken);
        var logs = string.Concat(Directory.GetFiles(Path.Combine(Folder, "identity", "logs")).Select(file =>
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }));
        logs.ShouldContain("person_unknown");
        foreach (var secret in new[] { Siti.Password, "mistyped", invited.Code!.Text, Siti.Shown(Clock), Browser.Cookies["__Host-pmo"] })
        {
            logs.ShouldNotContain(secret);
        }
    }
}
