using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Pmo.Identity.Tests.Refresh;

public sealed class RefreshRevocationTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_client_ends_its_own_and_the_access_token_with_it()
    {
        var given = await portal.RedeemAsync(await portal.CodeAsync());
        var refresh = Refresh(given);
        (await IsActiveAsync(given.Token)).ShouldBeTrue();
        (await PostAsync("/connect/revoke", refresh)).Status.ShouldBe(200);
        (await portal.RefreshAsync(refresh)).ShouldBeRefused("invalid_grant", 400);
        (await IsActiveAsync(given.Token)).ShouldBeFalse();
        (await portal.Host.EventsAsync()).ShouldContain($"token-revocation allow portal - token {new JsonWebToken(given.Token).Id}");
        (await PostAsync("/connect/revoke", refresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_client_does_not()
    {
        var refresh = Refresh(await portal.RedeemAsync(await portal.CodeAsync()));
        (await PostAsync("/connect/revoke", refresh, Portal.OtherClientId)).Status.ShouldBe(400);
        (await portal.RefreshAsync(refresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_a_replayed_code_gave_is_not_active()
    {
        var code = await portal.CodeAsync();
        var given = await portal.RedeemAsync(code);
        (await portal.RedeemAsync(code)).ShouldBeRefused("invalid_grant", 400);
        (await IsActiveAsync(given.Token)).ShouldBeFalse();
    }

    private static string Refresh(TokenAnswer given) => given.Body.GetProperty("refresh_token").GetString()!;

    private async Task<bool> IsActiveAsync(string token) =>
        JsonDocument.Parse((await PostAsync("/connect/introspect", token)).Text).RootElement.GetProperty("active").GetBoolean();

    private async Task<(int Status, string Text)> PostAsync(string path, string token, string clientId = Portal.ClientId)
    {
        using var response = await portal.Host.Http.PostAsync(
            path, new FormUrlEncodedContent(portal.Form(("client_id", clientId), ("token", token))), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
