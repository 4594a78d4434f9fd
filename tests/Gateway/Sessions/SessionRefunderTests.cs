using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Sessions;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.Sessions;

public sealed class SessionRefunderTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Session_is_remembered_for_thirty_days_after_its_end_and_then_forgotten()
    {
        var partner = stack.NewPartner();
        var check = (await partner.SendAsync(ListRun.Open(partner, 2))).ShouldBe(201).Read<CheckOpened>().CheckId;

        stack.Clock.Advance(TimeSpan.FromDays(30));
        await SweepAsync();
        stack.Database.Sessions(partner.Organisation).ShouldBe(1);

        stack.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        await SweepAsync();
        stack.Database.Sessions(partner.Organisation).ShouldBe(0);
        (await partner.SendAsync(ApiRequest.Get("/v1/checks/" + check))).ShouldBeRefused(404, "session_unknown");
    }

    private Task<int> SweepAsync() => stack.Gateway.GetRequiredService<SessionRefunder>().SweepAsync(TestContext.Current.CancellationToken);
}
