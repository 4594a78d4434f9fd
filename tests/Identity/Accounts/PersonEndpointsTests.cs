using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Tests.AccountPages;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Tests.Accounts;

/// <summary>What operators do with people, and what one operator alone must not.</summary>
public sealed class PersonEndpointsTests : PagesFixture
{
    private const string Path = "/v1/people";
    private static readonly PersonInvitationRequest Budi = new("budi", "Budi", "csr-nusantara", ["csr"]);
    private readonly PersonResetRequest _both = new(SecondFactor: true);

    [Fact]
    public async Task Invited_person_is_listed_from_invitation_to_sign_in()
    {
        var invited = (await InviteAsync(Budi)).ShouldBe(201).Read<PersonPassword>();
        (invited.UserName, invited.ExpiresAt).ShouldBe(("budi", Clock.GetUtcNow().AddHours(24)));
        (await FindAsync("budi")).ShouldBe(("invited", false, null));

        (await Browser.FillAsync("/account/login", ("UserName", "budi"), ("Password", invited.Password))).Location.ShouldBe("/account/set-up/password");
        (await FindAsync(Siti.UserName)).ShouldBe(("active", true, null));
        await Browser.SignInAsync(Siti);
        (await FindAsync(Siti.UserName)).ShouldBe(("active", true, Clock.GetUtcNow()));
        for (var i = 0; i < 5; i++)
        {
            await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", "salah salah salah"));
        }

        (await FindAsync(Siti.UserName)).State.ShouldBe("locked");
    }

    [Fact]
    public async Task List_is_of_one_organisation_when_it_is_named()
    {
        await AddAsync("made", ["dinas"], "dinsos-lampung");
        (await ListAsync("")).Select(p => p.UserName).ShouldBe([Siti.UserName, "made"]);
        (await ListAsync("?org=dinsos-lampung")).Select(p => p.UserName).ShouldBe(["made"]);
        (await ListAsync("?org=nobody")).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_time_password_used_twice()
    {
        var password = (await InviteAsync(Budi)).Read<PersonPassword>().Password;
        await Browser.FillAsync("/account/login", ("UserName", "budi"), ("Password", password));
        (await Browser.FillAsync("/account/set-up/password", ("NewPassword", "kereta pagi ke kotabumi"), ("Repeat", "kereta pagi ke kotabumi"))).Status.ShouldBe(303);
        using var thief = new AccountPages.Browser(Host);
        (await thief.FillAsync("/account/login", ("UserName", "budi"), ("Password", password))).Status.ShouldBe(422);
    }

    [Fact]
    public async Task User_name_that_exists_elsewhere_is_not_told_to_whom()
    {
        await AddAsync("budi", ["dinas"], "dinsos-lampung");
        var answer = await InviteAsync(Budi);
        answer.ShouldBe(409, "user_name_taken");
        answer.Text.ShouldNotContain("dinsos");
        var refused = (await Gateway.EventsAsync()).Single(e => e.Action == "person-invite");
        (refused.Decision, refused.Org, refused.User).ShouldBe(("deny", null, null));
    }

    [Theory]
    [InlineData("csr-tidak-ada")]
    [InlineData("csr-nusantara")]
    public async Task Nobody_is_invited_into_an_organisation_that_is_unknown_or_revoked(string org)
    {
        await Gateway.CallAsync("op-a", "DELETE", "/v1/partners/csr-nusantara");
        (await InviteAsync(Budi with { Org = org })).ShouldBe(409, "organisation_unknown");
    }

    [Fact]
    public async Task One_operator_makes_nobody_an_operator()
    {
        (await InviteAsync(Budi with { Roles = ["csr", "operator"] })).ShouldBe(403, "operator_role");
        (await ActAsync("op-a", "PUT", "roles", new PersonRolesRequest(["operator"]))).ShouldBe(403, "operator_role");
        (await ListAsync("")).SelectMany(p => p.Roles).ShouldBe(["csr"]);
        (await EventsAsync()).ShouldBe(["person-invite deny operator_role nobody", "person-roles deny operator_role"]);
    }

    [Fact]
    public async Task One_operator_does_not_take_over_another_operators_account()
    {
        await AddAsync("wayan", ["operator"]);
        (await Gateway.CallAsync("op-a", "POST", Path + "/wayan/reset", _both)).ShouldBe(403, "operator_account");
        (await Gateway.CallAsync("op-a", "POST", Path + "/wayan/reset", new PersonResetRequest(false))).ShouldBe(403, "operator_account");

        // Without the role the account is one like any other, and the role does not come back.
        (await Gateway.CallAsync("op-a", "PUT", Path + "/wayan/roles", new PersonRolesRequest(["dpo"]))).ShouldBe(200);
        (await Gateway.CallAsync("op-a", "POST", Path + "/wayan/reset", _both)).ShouldBe(200);
        (await Gateway.CallAsync("op-a", "PUT", Path + "/wayan/roles", new PersonRolesRequest(["operator"]))).ShouldBe(403, "operator_role");
    }

    [Fact]
    public async Task Operator_resets_own_second_factor_or_changes_their_own_account()
    {
        var id = (await Host.App.Services.GetRequiredService<PersonStore>().FindByNameAsync(Siti.UserName, TestContext.Current.CancellationToken))!.Id;
        (await ActAsync(id, "POST", "reset", _both)).ShouldBe(403, "own_account");
        (await ActAsync(id, "PUT", "roles", new PersonRolesRequest(["dpo"]))).ShouldBe(403, "own_account");
        (await ActAsync(id, "POST", "suspend", new PersonSuspensionRequest())).ShouldBe(403, "own_account");
        (await ActAsync(id, "POST", "restore")).ShouldBe(403, "own_account");
        await Browser.SignInAsync(Siti);
        (await FindAsync(Siti.UserName)).SecondFactor.ShouldBeTrue();
    }

    [Fact]
    public async Task Reset_ends_sessions_and_tells_the_Gateway_to_refuse_their_tokens()
    {
        await Browser.SignInAsync(Siti);
        var reset = await ActAsync("op-a", "POST", "reset", _both);
        reset.ShouldBe(200).Read<PersonPassword>().Password.Length.ShouldBe(24);
        (await IsInAsync()).ShouldBeFalse();
        (await EventsAsync())[^2..].ShouldBe(["sign-out allow person_reset revokes session", "person-reset allow"]);
        (await FindAsync(Siti.UserName)).SecondFactor.ShouldBeFalse();
    }

    [Fact]
    public async Task Suspended_person_is_out_until_restored()
    {
        await Browser.SignInAsync(Siti);
        var suspended = (await ActAsync("op-a", "POST", "suspend", new PersonSuspensionRequest("cuti"))).ShouldBe(200).Read<PersonInfo>();
        (suspended.State, suspended.Suspension).ShouldBe(("suspended", "cuti"));
        (await IsInAsync()).ShouldBeFalse();
        (await ActAsync("op-b", "POST", "suspend", new PersonSuspensionRequest())).ShouldBe(409, "person_state");
        var restored = (await ActAsync("op-a", "POST", "restore")).ShouldBe(200).Read<PersonInfo>();
        (restored.State, restored.Suspension).ShouldBe(("active", null));
        (await ActAsync("op-a", "POST", "restore")).ShouldBe(409, "person_state");
        await Browser.SignInAsync(Siti);
    }

    [Fact]
    public async Task Person_is_not_restored_out_of_a_suspended_organisation()
    {
        await ActAsync("op-a", "POST", "suspend", new PersonSuspensionRequest());
        await Gateway.CallAsync("op-a", "POST", "/v1/partners/csr-nusantara/suspend", new SuspensionRequest("x"));
        (await ActAsync("op-b", "POST", "restore")).ShouldBe(200).Read<PersonInfo>().State.ShouldBe("suspended");
    }

    [Fact]
    public async Task Retry_is_not_a_second_act_and_hands_out_another_password_only_while_none_was_used()
    {
        var first = (await InviteAsync(Budi, "audit-1")).ShouldBe(201).Read<PersonPassword>();
        var again = (await InviteAsync(Budi, "audit-1")).ShouldBe(201).Read<PersonPassword>();
        (await Browser.FillAsync("/account/login", ("UserName", "budi"), ("Password", first.Password))).Status.ShouldBe(422);
        await Browser.FillAsync("/account/login", ("UserName", "budi"), ("Password", again.Password));
        await Browser.FillAsync("/account/set-up/password", ("NewPassword", "kereta pagi ke kotabumi"), ("Repeat", "kereta pagi ke kotabumi"));
        (await InviteAsync(Budi, "audit-1")).ShouldBe(409, "user_name_taken");

        (await SuspendAsync("audit-2")).ShouldBe(200);
        (await SuspendAsync("audit-2")).ShouldBe(200);
        (await EventsAsync()).Count(e => e.StartsWith("person-suspend", StringComparison.Ordinal)).ShouldBe(1);
        (await Gateway.EventsAsync()).Single(e => e.Action == "person-suspend").Audit.ShouldBe("audit-2");

        Task<Answered> SuspendAsync(string audit) => Gateway.CallAsync(
            "op-a", "POST", $"{Path}/{Siti.UserName}/suspend", new PersonSuspensionRequest(), d => d with { Audit = audit });
    }

    [Theory]
    [InlineData("Budi", "Budi", "csr", "field_value")]
    [InlineData("budi", " ", "csr", "field_value")]
    [InlineData("budi", "Budi", "root", "field_value")]
    public async Task Forms_that_cannot_be_are_refused(string userName, string name, string role, string code) =>
        (await InviteAsync(new PersonInvitationRequest(userName, name, "csr-nusantara", [role]))).ShouldBe(400, code);

    [Fact]
    public async Task Decision_for_something_else_does_nothing_with_people()
    {
        (await Gateway.CallAsync("op-a", "GET", Path, change: d => d with { Operation = "partners" })).ShouldBe(404, "not_found");
        (await Gateway.CallAsync("op-a", "POST", Path + "/nobody.at.all/restore")).ShouldBe(404, "not_found");
    }

    private Task<Answered> InviteAsync(PersonInvitationRequest request, string? audit = null) =>
        Gateway.CallAsync("op-a", "POST", Path, request, d => audit is null ? d : d with { Audit = audit });

    private Task<Answered> ActAsync(string user, string method, string act, object? body = null) =>
        Gateway.CallAsync(user, method, $"{Path}/{Siti.UserName}/{act}", body);

    private async Task<IReadOnlyList<PersonInfo>> ListAsync(string query) =>
        (await Gateway.CallAsync("op-a", "GET", Path + query)).ShouldBe(200).Read<PersonList>().People;

    private async Task<(string State, bool SecondFactor, DateTimeOffset? LastSignInAt)> FindAsync(string userName)
    {
        var person = (await ListAsync("")).Single(p => p.UserName == userName);
        return (person.State, person.SecondFactor, person.LastSignInAt);
    }

    private Task<bool> AddAsync(string userName, string[] roles, string org = "csr-nusantara") => Host.App.Services.GetRequiredService<PersonStore>()
        .AddAsync(Person.Create(userName, userName, org, roles), TestContext.Current.CancellationToken);
}
