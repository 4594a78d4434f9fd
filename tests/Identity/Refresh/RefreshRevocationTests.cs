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

    [Fact]
    public async Task All_access_tokens_of_it_end_with_it_not_only_the_newest()
    {
        var given = await portal.RedeemAsync(await portal.CodeAsync());
        var refresh = Refresh(given);
        string[] tokens = [given.Token, (await portal.RefreshAsync(refresh)).Token, (await portal.RefreshAsync(refresh)).Token];
        (await PostAsync("/connect/revoke", refresh)).Status.ShouldBe(200);
        var events = await portal.Host.EventsAsync();
        foreach (var token in tokens)
        {
            (await IsActiveAsync(token)).ShouldBeFalse();
            events.ShouldContain($"token-revocation allow portal - token {new JsonWebToken(token).Id}"); // the Gateway hears of it
        }
    }

    [Fact]
    public async Task A_replayed_code_ends_all_access_tokens_that_came_of_it()
    {
        var code = await portal.CodeAsync();
        var given = await portal.RedeemAsync(code);
        var first = await portal.RefreshAsync(Refresh(given));
        var second = await portal.RefreshAsync(Refresh(given));
        (await portal.RedeemAsync(code)).ShouldBeRefused("invalid_grant", 400);
        foreach (var token in new[] { given.Token, first.Token, second.Token })
        {
            (await IsActiveAsync(token)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_revocation_is_recorded_also_when_no_access_token_is_left()
    {
        var refresh = Refresh(await portal.RedeemAsync(await portal.CodeAsync()));
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        var before = (await portal.Host.EventsAsync()).Count;
        (await PostAsync("/connect/revoke", refresh)).Status.ShouldBe(200);
        (await portal.Host.EventsAsync()).Skip(before).ShouldBe(["token-revocation allow portal -"]);
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
