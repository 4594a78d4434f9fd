using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Partners;

/// <summary>One operator closes the door, another opens it.</summary>
public sealed class StandingTests : IAsyncLifetime
{
    private const string Org = "csr-nusantara";
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
    public async Task Suspended_partner_gets_no_token_and_the_Gateway_is_told()
    {
        var suspended = (await SuspendAsync("op-a")).ShouldBe(200).Read<PartnerInfo>();

        (suspended.State, suspended.SuspendedBy, suspended.Reason).ShouldBe(("suspended", "op-a", "kunci hilang"));
        (await _host.AskAsync(_host.Assertion())).ShouldBeRefused("invalid_client", 401);
        (await _gateway.EventsAsync()).Where(e => e.Action == "partner-suspend").Select(e => e.Revokes)
            .ShouldBe([new RevocationItem("organisation", Org, Lifted: false), new RevocationItem("client", Org, Lifted: false)]);
    }

    [Fact]
    public async Task Another_operator_than_the_one_who_suspended_restores()
    {
        await SuspendAsync("op-a");

        (await ActAsync("op-a", "restore")).ShouldBe(403, "second_operator_required");
        (await _host.AskAsync(_host.Assertion())).ShouldBeRefused("invalid_client", 401);
        (await ActAsync("op-b", "restore")).ShouldBe(200).Read<PartnerInfo>().State.ShouldBe("active");

        (await _host.AskAsync(_host.Assertion())).Status.ShouldBe(200);
        (await _gateway.EventsAsync()).Where(e => e.Action == "partner-restore" && e.Decision == "allow").Select(e => e.Revokes)
            .ShouldBe([new RevocationItem("organisation", Org, Lifted: true), new RevocationItem("client", Org, Lifted: true)]);
    }

    [Fact]
    public async Task Revoked_key_comes_back_by_no_door()
    {
        (await _gateway.CallAsync("op-a", "DELETE", "/v1/partners/" + Org)).ShouldBe(200).Read<PartnerInfo>().State.ShouldBe("revoked");

        (await ActAsync("op-b", "restore")).ShouldBe(409, "partner_state");
        var code = (await _gateway.CallAsync("op-b", "POST", "/v1/partners", new InvitationRequest(Org, ["csr"]))).ShouldBe(201).Read<Invitation>().Code;
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_key, code, Org))).ShouldBe(409, "key_taken");
        await using (var restarted = await IdentityHost.StartAsync(_folder, _key, _host.Clock))
        {
            (await restarted.AskAsync(restarted.Assertion())).ShouldBeRefused("invalid_client", 401);
        }

        // The organisation itself may come back, with another key and under another name.
        using var key = TestKey.Ec();
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(key, code, Org))).ShouldBe(200).Read<EnrolmentAnswer>().ClientId.ShouldBe(Org + "-2");
        (await _gateway.CallAsync("op-a", "POST", $"/v1/partners/{Org}/approve", new ApprovalRequest("sha256:" + key.Thumbprint))).ShouldBe(200);
        var revoked = (await _gateway.EventsAsync()).Where(e => e.Revokes is not null).Select(e => e.Revokes!).ToList();
        revoked.Where(r => r.Kind == "organisation").Select(r => r.Lifted).ShouldBe([false, true]);
        revoked.Where(r => r.Kind == "client").ShouldBe([new RevocationItem("client", Org, Lifted: false)]);
        (await SuspendAsync("op-a")).ShouldBe(200);
        (await ActAsync("op-b", "restore")).ShouldBe(200).Read<PartnerInfo>().Clients.Select(c => $"{c.ClientId} {c.State}")
            .ShouldBe(["csr-nusantara revoked", "csr-nusantara-2 active"]);
        (await _host.AskAsync(_host.Assertion())).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task Revoked_invitation_is_void()
    {
        var code = (await _gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest("csr-salah", ["csr"]))).Read<Invitation>().Code;
        (await _gateway.CallAsync("op-b", "DELETE", "/v1/partners/csr-salah")).ShouldBe(200);

        using var key = TestKey.Ec();
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(key, code, "csr-salah"))).ShouldBe(403, "enrolment_refused");
    }

    [Fact]
    public async Task Own_organisation_is_neither_suspended_nor_revoked()
    {
        (await _gateway.CallAsync("op-a", "POST", $"/v1/partners/{Org}/suspend", new SuspensionRequest("x"), d => d with { Partner = Org })).ShouldBe(403, "partner_own");
        (await _gateway.CallAsync("op-a", "DELETE", $"/v1/partners/{Org}", change: d => d with { Partner = Org })).ShouldBe(403, "partner_own");
        (await _host.AskAsync(_host.Assertion())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Retry_is_not_a_second_act()
    {
        string? audit = null;
        await _gateway.CallAsync("op-a", "POST", $"/v1/partners/{Org}/suspend", new SuspensionRequest("x"), d => Keep(d));
        (await _gateway.CallAsync("op-a", "POST", $"/v1/partners/{Org}/suspend", new SuspensionRequest("x"), d => d with { Audit = audit! })).ShouldBe(200);
        (await SuspendAsync("op-a")).ShouldBe(409, "partner_state");
        (await _gateway.EventsAsync()).Count(e => e.Action == "partner-suspend" && e.Decision == "allow" && e.Revokes?.Kind == "organisation").ShouldBe(1);

        Hosting.Decisions.Decision Keep(Hosting.Decisions.Decision decision)
        {
            audit = decision.Audit;
            return decision;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task Suspension_needs_a_reason_in_one_line(string reason) =>
        (await _gateway.CallAsync("op-a", "POST", $"/v1/partners/{Org}/suspend", new SuspensionRequest(reason))).ShouldBe(400, "field_value");

    private Task<Answered> SuspendAsync(string user) => _gateway.CallAsync(user, "POST", $"/v1/partners/{Org}/suspend", new SuspensionRequest("kunci hilang"));

    private Task<Answered> ActAsync(string user, string act) => _gateway.CallAsync(user, "POST", $"/v1/partners/{Org}/{act}");
}
