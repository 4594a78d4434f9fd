using Pmo.Identity.Tests.AccountPages;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Accounts.Storage;

/// <summary>People stand and fall with their organisation.</summary>
public sealed class PersonRowTests : PagesFixture
{
    private const string Org = "/v1/partners/csr-nusantara";

    [Fact]
    public async Task Person_of_a_suspended_organisation_is_out_at_once_and_in_again_with_the_same_session()
    {
        await Browser.SignInAsync(Siti);
        (await Gateway.CallAsync("op-a", "POST", Org + "/suspend", new SuspensionRequest("x"))).ShouldBe(200);
        (await IsInAsync()).ShouldBeFalse();
        (await Gateway.CallAsync("op-b", "POST", Org + "/restore")).ShouldBe(200);
        (await IsInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Person_of_a_suspended_organisation_cannot_sign_in_and_is_not_told_why()
    {
        await Gateway.CallAsync("op-a", "POST", Org + "/suspend", new SuspensionRequest("x"));
        var right = await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password));
        var wrong = await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", "salah salah salah"));
        (right.Status, right.Stable).ShouldBe((422, wrong.Stable));
        (await EventsAsync()).ShouldContain("sign-in deny suspended");
    }

    [Fact]
    public async Task Sign_in_that_is_half_done_ends_with_the_organisation()
    {
        var step = await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password));
        var page = await Browser.GetAsync(step.Location!);
        await Gateway.CallAsync("op-a", "POST", Org + "/suspend", new SuspensionRequest("x"));
        (await Browser.PostAsync(step.Location!, [.. page.Hidden, ("Code", Siti.Code(Clock))])).Location.ShouldBe("/account/login");
        (await IsInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Revoked_organisation_that_is_invited_again_is_in_at_its_approval_and_not_before()
    {
        (await Gateway.CallAsync("op-a", "DELETE", Org)).ShouldBe(200);
        var code = (await Gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest("csr-nusantara", ["csr"]))).Read<Invitation>().Code;
        using var key = TestKey.Ec();
        (await Gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(key, code, "csr-nusantara"))).ShouldBe(200);
        (await Browser.FillAsync("/account/login", ("UserName", Siti.UserName), ("Password", Siti.Password))).Status.ShouldBe(422);

        (await Gateway.CallAsync("op-b", "POST", Org + "/approve", new ApprovalRequest("sha256:" + key.Thumbprint))).ShouldBe(200);
        await Browser.SignInAsync(Siti);
        (await IsInAsync()).ShouldBeTrue();
    }
}
