using System.Text.Json;

namespace Pmo.Identity.Tests.Introspection;

public sealed class SessionStateTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_persons_token_ends_with_the_session()
    {
        var (code, session) = await portal.SignInForCodeAsync();
        var token = (await portal.RedeemAsync(code)).Token;
        (await IsActiveAsync(token)).ShouldBeTrue();
        await portal.SignIns.EndAsync(session.Id, TestContext.Current.CancellationToken);
        (await IsActiveAsync(token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_only_asks_does_not_keep_the_person_signed_in()
    {
        var (code, session) = await portal.SignInForCodeAsync();
        var token = (await portal.RedeemAsync(code)).Token;
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(4));
        (await IsActiveAsync(token)).ShouldBeTrue();
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(57)); // 61 since the person was seen, 57 since a client asked
        (await portal.SignIns.FindAsync(session.Id, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private async Task<bool> IsActiveAsync(string token)
    {
        using var response = await portal.Host.Http.PostAsync(
            "/connect/introspect", new FormUrlEncodedContent(portal.Form(("token", token))), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("active").GetBoolean();
    }
}
