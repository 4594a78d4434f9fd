using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Clients.Storage;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Enrolment;

/// <summary>The old key signs for the new one, and is worth nothing from then on.</summary>
public sealed class KeyReplacerTests : IAsyncLifetime
{
    private const string Path = "/connect/keys/replace";
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();
    private readonly TestKey _new = TestKey.Ec();
    private IdentityHost _host = null!;
    private Gatekeeper _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder, _key);
        _gateway = new Gatekeeper(_host, _folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _key.Dispose();
        _new.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Replaced_key_is_refused_and_the_new_one_taken_at_once()
    {
        (await ReplaceAsync()).ShouldBe(200).Read<EnrolmentAnswer>().Fingerprint.ShouldBe("sha256:" + _new.Thumbprint);

        (await _host.AskAsync(_host.Assertion(_key))).ShouldBeRefused("invalid_client", 401);
        (await _host.AskAsync(_host.Assertion(_new))).Status.ShouldBe(200);
        (await _gateway.EventsAsync()).Single(e => e.Action == "key-replace").Decision.ShouldBe("allow");
        var shown = (await _gateway.CallAsync("op-a", "GET", "/v1/partners/csr-nusantara")).ShouldBe(200).Read<PartnerInfo>().Clients.Single();
        (shown.Fingerprint, shown.KeyReplacedAt).ShouldBe(("sha256:" + _new.Thumbprint, _host.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Replaced_key_does_not_come_back_by_the_clients_file()
    {
        await ReplaceAsync();

        await using var restarted = await IdentityHost.StartAsync(_folder, _key, _host.Clock);

        (await restarted.AskAsync(restarted.Assertion(_key))).ShouldBeRefused("invalid_client", 401);
        (await restarted.AskAsync(restarted.Assertion(_new))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Replaced_key_does_not_come_back_under_another_name_in_the_clients_file()
    {
        await ReplaceAsync();

        await using var app = IdentityHost.Create(_folder, _host.Clock, new()
        {
            ["Identity:ClientsFile"] = _folder.Write("other.json", IdentityHost.ClientsJson(_key.PublicJwk(), "csr-lain")),
        });
        await app.StartAsync(TestContext.Current.CancellationToken);

        (await app.Services.GetRequiredService<ClientStore>().FindAsync("csr-lain", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Replaced_key_replaces_no_more_but_a_lost_answer_is_given_again()
    {
        await ReplaceAsync();

        (await ReplaceAsync()).ShouldBe(200);
        using var third = TestKey.Ec();
        (await _gateway.PostAsync(Path, Newcomer.Replacement(_key, third, IdentityHost.ClientId, _host.Clock.Seconds))).ShouldBe(403, "key_replacement_refused");
        (await _gateway.PostAsync(Path, Newcomer.Replacement(_new, _key, IdentityHost.ClientId, _host.Clock.Seconds))).ShouldBe(409, "key_taken");
    }

    [Fact]
    public async Task Statement_of_a_stranger_or_without_the_new_key_is_refused()
    {
        using var stranger = TestKey.Ec();
        (await _gateway.PostAsync(Path, Newcomer.Replacement(stranger, _new, IdentityHost.ClientId, _host.Clock.Seconds))).ShouldBe(403, "key_replacement_refused");
        (await _gateway.PostAsync(Path, Newcomer.Replacement(_key, _new, "nobody", _host.Clock.Seconds))).ShouldBe(403, "key_replacement_refused");
        (await _gateway.PostAsync(Path, Newcomer.Replacement(_key, _new, IdentityHost.ClientId, _host.Clock.Seconds, prover: stranger))).ShouldBe(400, "key_proof_invalid");
        (await _gateway.PostAsync(Path, Newcomer.Replacement(_key, _new, IdentityHost.ClientId, _host.Clock.Seconds, jwk: _new.PrivateJwk()))).ShouldBe(400, "key_private");
        (await _host.AskAsync(_host.Assertion(_key))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("aud", "https://elsewhere.example")]
    [InlineData("iss", "nobody")]
    [InlineData("typ", "JWT")]
    [InlineData("alg", "none")]
    public async Task Statement_for_something_else_is_refused(string member, string value)
    {
        var request = Newcomer.Replacement(
            _key, _new, IdentityHost.ClientId, _host.Clock.Seconds, jws => (member is "typ" or "alg" ? jws.Header : jws.Payload)[member] = value);
        (await _gateway.PostAsync(Path, request)).ShouldBe(403, "key_replacement_refused");
    }

    [Theory]
    [InlineData(-61)]
    [InlineData(11)]
    public async Task Statement_of_another_time_is_refused(int seconds) =>
        (await _gateway.PostAsync(Path, Newcomer.Replacement(_key, _new, IdentityHost.ClientId, _host.Clock.Seconds + seconds))).ShouldBe(403, "key_replacement_refused");

    [Fact]
    public async Task Suspended_client_replaces_nothing()
    {
        await _gateway.CallAsync("op-a", "POST", "/v1/partners/csr-nusantara/suspend", new SuspensionRequest("x"));
        (await ReplaceAsync()).ShouldBe(403, "key_replacement_refused");
    }

    private Task<Answered> ReplaceAsync() =>
        _gateway.PostAsync(Path, Newcomer.Replacement(_key, _new, IdentityHost.ClientId, _host.Clock.Seconds));
}
