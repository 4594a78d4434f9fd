using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Introspection;

public sealed class IntrospectionEndpointTests : IAsyncLifetime
{
    private const string Inactive = """{"active":false}""";
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
    public async Task A_client_learns_what_its_own_token_is()
    {
        var token = (await _host.AskAsync(_host.Form())).Token;
        var (status, text) = await AskAsync(token);
        status.ShouldBe(200);
        var told = JsonDocument.Parse(text).RootElement;
        told.EnumerateObject().Select(m => m.Name).ShouldBe(
            ["active", "token_type", "iss", "aud", "sub", "client_id", "scope", "iat", "exp", "jti", "cnf", "org", "roles"]);
        told.GetProperty("active").GetBoolean().ShouldBeTrue();
        told.GetProperty("token_type").GetString().ShouldBe("DPoP");
        told.GetProperty("client_id").GetString().ShouldBe(IdentityHost.ClientId);
        told.GetProperty("exp").GetInt64().ShouldBe(_host.Clock.Seconds + 300);
        told.GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe(_key.Thumbprint);
        told.GetProperty("jti").GetString().ShouldBe(new JsonWebToken(token).Id);
    }

    [Fact]
    public async Task Anothers_token_is_not_active_for_a_client()
    {
        var token = (await _host.AskAsync(_host.Form())).Token;
        (await _host.PostAsync("/connect/introspect", "csr-other", _other, ("token", token))).ShouldBe((200, Inactive));
    }

    [Fact]
    public async Task An_ended_token_is_not_active()
    {
        var token = (await _host.AskAsync(_host.Form())).Token;
        _host.Clock.Advance(TimeSpan.FromSeconds(299));
        (await AskAsync(token)).Text.ShouldContain("\"active\":true");
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync(token)).ShouldBe((200, Inactive));
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("a.b.c")]
    [InlineData("forged")]
    [InlineData("changed")]
    [InlineData("assertion")]
    [InlineData("huge")]
    public async Task What_is_no_token_of_ours_is_not_active(string what)
    {
        var token = (await _host.AskAsync(_host.Form())).Token;
        var parts = token.Split('.');
        var forged = new TestJws(_key, new() { ["typ"] = "at+jwt", ["alg"] = "ES256", ["kid"] = new JsonWebToken(token).Kid }, new()
        {
            ["iss"] = IdentityHost.Issuer, ["client_id"] = IdentityHost.ClientId, ["jti"] = "j", ["exp"] = _host.Clock.Seconds + 300,
        }).Sign();
        (await AskAsync(what switch
        {
            "forged" => forged,
            "changed" => $"{parts[0]}.{forged.Split('.')[1]}.{parts[2]}",
            "assertion" => _host.Assertion().Sign(),
            "huge" => token + new string('a', 5000),
            _ => what,
        })).ShouldBe((200, Inactive));
    }

    [Fact]
    public async Task Strangers_learn_nothing_and_are_recorded()
    {
        using var stranger = TestKey.Ec();
        var token = (await _host.AskAsync(_host.Form())).Token;
        var (status, text) = await _host.PostAsync("/connect/introspect", IdentityHost.ClientId, stranger, ("token", token));
        status.ShouldBe(401);
        text.ShouldContain("invalid_client");
        (await _host.EventsAsync()).ShouldBe(["token-introspection deny csr-nusantara assertion_signature"]);
    }

    [Fact]
    public async Task An_assertion_serves_once_at_any_endpoint()
    {
        var assertion = _host.Assertion().Sign();
        var form = new Dictionary<string, string>(_host.Form(assertion)) { ["token"] = "x" };
        (await _host.AskAsync(_host.Form(assertion))).Status.ShouldBe(200);
        using var replayed = await _host.Http.PostAsync("/connect/introspect", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        ((int)replayed.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task No_token_is_a_bad_request() =>
        (await _host.PostAsync("/connect/introspect", IdentityHost.ClientId, _key)).Status.ShouldBe(400);

    private Task<(int Status, string Text)> AskAsync(string token) =>
        _host.PostAsync("/connect/introspect", IdentityHost.ClientId, _key, ("token", token));
}
