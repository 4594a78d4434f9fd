using System.Security.Cryptography;
using System.Text;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Events;

/// <summary>Who reads what happened to accounts, and how they know whose answer it is.</summary>
public sealed class EventSetupTests : IAsyncLifetime
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();
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
        _folder.Dispose();
    }

    [Fact]
    public async Task Decision_under_another_key_or_none_or_used_before_reads_nothing()
    {
        var file = _folder.File("other.key");
        await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(32), TestContext.Current.CancellationToken);
        var forger = new DecisionSigner(DecisionKey.Read(file, "test"));
        (await _gateway.CallAsync("x", "GET", "/v1/account-events?after=0", signer: forger)).ShouldBe(401, "decision_required");
        using var bare = await _host.Http.GetAsync("/v1/account-events?after=0", TestContext.Current.CancellationToken);
        (await Answered.ReadAsync(bare)).ShouldBe(401, "decision_required");
        (await _gateway.CallAsync("x", "GET", "/v1/account-events?after=0", change: d => d with { Jti = "same" })).ShouldBe(200);
        (await _gateway.CallAsync("x", "GET", "/v1/account-events?after=0", change: d => d with { Jti = "same" })).ShouldBe(401, "decision_required");
        (await _gateway.CallAsync("x", "GET", "/v1/account-events?after=-1")).ShouldBe(404, "not_found");
    }

    [Fact]
    public async Task Answer_is_sealed_for_the_decision_that_asked()
    {
        var answer = await _gateway.CallAsync("x", "GET", "/v1/account-events?after=0", change: d => d with { Jti = "sealed" });

        var seal = new AnswerSeal(DecisionKey.Read(IdentityHost.DecisionKeyFile(_folder), "test"));
        seal.Verify(answer.Seal, "sealed", Encoding.UTF8.GetBytes(answer.Text)).ShouldBeTrue();
        seal.Verify(answer.Seal, "another", Encoding.UTF8.GetBytes(answer.Text)).ShouldBeFalse();
        seal.Verify(answer.Seal, "sealed", Encoding.UTF8.GetBytes(answer.Text + " ")).ShouldBeFalse();
    }

    [Fact]
    public async Task Events_come_in_order_after_a_number()
    {
        await _gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest("csr-satu", ["csr"]));
        await _gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest("csr-dua", ["csr"]));

        var all = await _gateway.EventsAsync();
        var rest = (await _gateway.CallAsync("x", "GET", $"/v1/account-events?after={all[0].Seq}")).Read<AccountEventList>();

        all.Select(e => e.Org).ShouldBe(["csr-satu", "csr-dua"]);
        (rest.Last, rest.Events.Single().Org).ShouldBe((all[1].Seq, "csr-dua"));
        rest.Events[0].Audit.ShouldNotBeNull();
    }
}
