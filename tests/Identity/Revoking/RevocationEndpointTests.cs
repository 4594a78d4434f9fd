using Microsoft.IdentityModel.JsonWebTokens;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Revoking;

public sealed class RevocationEndpointTests : IAsyncLifetime
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();
    private readonly TestKey _other = TestKey.Ec();
    private IdentityHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder, _key);
        await _host.EnrolAsync("csr-other", _other);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _key.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_revoked_token_is_not_active_and_the_gateway_is_told_once()
    {
        var token = (await _host.AskAsync(_host.Form())).Token;
        var other = (await _host.AskAsync(_host.Form())).Token;
        (await RevokeAsync(token)).ShouldBe((200, ""));
        (await RevokeAsync(token)).ShouldBe((200, ""));

        (await IntrospectAsync(token)).ShouldBe("""{"active":false}""");
        (await IntrospectAsync(other)).ShouldContain("\"active\":true");
        (await _host.EventsAsync()).ShouldBe([$"token-revocation allow csr-nusantara - token {new JsonWebToken(token).Id}"]);
    }

    [Fact]
    public async Task Anothers_token_stays_and_the_attempt_is_recorded()
    {
        var token = (await _host.AskAsync(_host.Form())).Token;
        var (status, text) = await _host.PostAsync("/connect/revoke", "csr-other", _other, ("token", token));
        status.ShouldBe(400);
        text.ShouldContain("unauthorized_client");
        (await IntrospectAsync(token)).ShouldContain("\"active\":true");
        (await _host.EventsAsync()).ShouldBe(["token-revocation deny csr-other token_foreign"]);
    }

    [Theory]
    [InlineData("rubbish", null)]
    [InlineData("rubbish", "refresh_token")]
    [InlineData("rubbish", "no_such_type")]
    public async Task What_is_no_token_is_as_good_as_revoked(string token, string? hint)
    {
        (await _host.PostAsync("/connect/revoke", IdentityHost.ClientId, _key, ("token", token), ("token_type_hint", hint))).ShouldBe((200, ""));
        (await _host.EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_hint_does_not_save_a_token()
    {
        var token = (await _host.AskAsync(_host.Form())).Token;
        (await _host.PostAsync("/connect/revoke", IdentityHost.ClientId, _key, ("token", token), ("token_type_hint", "refresh_token"))).Status.ShouldBe(200);
        (await IntrospectAsync(token)).ShouldBe("""{"active":false}""");
    }

    [Fact]
    public async Task An_ended_token_leaves_nothing_to_remember()
    {
        var token = (await _host.AskAsync(_host.Form())).Token;
        _host.Clock.Advance(TimeSpan.FromMinutes(6));
        (await RevokeAsync(token)).Status.ShouldBe(200);
        (await _host.EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Strangers_revoke_nothing()
    {
        using var stranger = TestKey.Ec();
        var token = (await _host.AskAsync(_host.Form())).Token;
        (await _host.PostAsync("/connect/revoke", IdentityHost.ClientId, stranger, ("token", token))).Status.ShouldBe(401);
        (await IntrospectAsync(token)).ShouldContain("\"active\":true");
    }

    [Fact]
    public async Task No_token_is_a_bad_request() =>
        (await _host.PostAsync("/connect/revoke", IdentityHost.ClientId, _key)).Status.ShouldBe(400);

    private Task<(int Status, string Text)> RevokeAsync(string token) =>
        _host.PostAsync("/connect/revoke", IdentityHost.ClientId, _key, ("token", token));

    private async Task<string> IntrospectAsync(string token) =>
        (await _host.PostAsync("/connect/introspect", IdentityHost.ClientId, _key, ("token", token))).Text;
}
