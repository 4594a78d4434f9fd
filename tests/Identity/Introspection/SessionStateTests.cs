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

    private async Task<bool> IsActiveAsync(string token)
    {
        using var response = await portal.Host.Http.PostAsync(
            "/connect/introspect", new FormUrlEncodedContent(portal.Form(("token", token))), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("active").GetBoolean();
    }
}
