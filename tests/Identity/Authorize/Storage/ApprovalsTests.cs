using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Authorize;
using Pmo.Identity.Authorize.Storage;
using Pmo.Identity.Codes;
using Pmo.Identity.Codes.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Handles;
using Pmo.Identity.Pushed;

namespace Pmo.Identity.Tests.Authorize.Storage;

public sealed class ApprovalsTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly AuthorizationCode Content = new("portal", Portal.Redirect, Portal.Challenge, null, "pmo", null, "person", "session");

    // Two requests that have both seen the waiting request before either was done.
    [Fact]
    public async Task Of_two_who_finish_one_waiting_request_the_second_gets_no_code()
    {
        var services = portal.Host.App.Services;
        var approvals = services.GetRequiredService<Approvals>();
        var waiting = Handle.New();
        var request = new AuthorizationRequest { RedirectUri = Portal.Redirect, Challenge = Portal.Challenge, Scope = "pmo" };
        await services.GetRequiredService<PendingAuthorizationStore>().AddAsync(
            waiting, Handle.New(), new PendingAuthorization("portal", request, null, portal.Host.Clock.GetUtcNow()), TestContext.Current.CancellationToken);

        Handle[] codes = [Handle.New(), Handle.New()];
        (await ApproveAsync(codes[0])).ShouldBeTrue();
        (await ApproveAsync(codes[1])).ShouldBeFalse();
        (await FindAsync(codes[0])).ShouldBe(Content);
        (await FindAsync(codes[1])).ShouldBeNull();

        Task<bool> ApproveAsync(Handle code) => approvals.ApproveAsync(
            waiting, code, Content, new AccountEvent { Action = AccountAction.Authorize }, TestContext.Current.CancellationToken);
        Task<AuthorizationCode?> FindAsync(Handle code) => services.GetRequiredService<CodeStore>().FindAsync(code, TestContext.Current.CancellationToken);
    }
}
