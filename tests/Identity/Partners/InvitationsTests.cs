using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Partners;

/// <summary>Four eyes at the door: one operator invites, another approves what came in.</summary>
public sealed class InvitationsTests : IAsyncLifetime
{
    private const string Org = "csr-baru";
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
    public async Task Invited_enrolled_approved_partner_gets_a_token_with_its_roles()
    {
        var answer = await EnrolAsync(await InviteAsync("op-a"));
        (answer.Org, answer.ClientId, answer.State, answer.Fingerprint).ShouldBe((Org, Org, "waiting", "sha256:" + _new.Thumbprint));
        (await AskAsync(Org)).ShouldBeRefused("invalid_client", 401);

        var approved = (await ApproveAsync("op-b", answer.Fingerprint)).ShouldBe(200).Read<PartnerInfo>();

        (approved.State, approved.InvitedBy, approved.ApprovedBy).ShouldBe(("active", "op-a", "op-b"));
        var token = await AskAsync(Org);
        token.Status.ShouldBe(200);
        var claims = System.Text.Json.JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Token.Split('.')[1])).RootElement;
        (claims.GetProperty("org").GetString(), claims.GetProperty("roles")[0].GetString()).ShouldBe((Org, "csr"));
        (await _gateway.EventsAsync()).Where(e => e.Org == Org).Select(e => $"{e.Action} {e.Decision}")
            .ShouldBe(["partner-invite allow", "enrol allow", "partner-approve allow"]);
    }

    [Fact]
    public async Task Own_invitation_is_not_approved()
    {
        var answer = await EnrolAsync(await InviteAsync("op-a"));

        (await ApproveAsync("op-a", answer.Fingerprint)).ShouldBe(403, "second_operator_required");

        (await AskAsync(Org)).ShouldBeRefused("invalid_client", 401);
        (await _gateway.EventsAsync()).ShouldContain(e => e.Action == "partner-approve" && e.Decision == "deny" && e.Reason == "second_operator_required" && e.Audit != null);
    }

    [Fact]
    public async Task Wrong_fingerprint_is_not_approved()
    {
        await EnrolAsync(await InviteAsync("op-a"));

        (await ApproveAsync("op-b", "sha256:" + _key.Thumbprint)).ShouldBe(409, "fingerprint_mismatch");
        (await ApproveAsync("op-b", "sha256:")).ShouldBe(400, "field_value");

        (await AskAsync(Org)).ShouldBeRefused("invalid_client", 401);
    }

    [Fact]
    public async Task What_does_not_wait_is_not_approved()
    {
        (await ApproveAsync("op-b", "sha256:" + _new.Thumbprint)).ShouldBe(404, "not_found");
        await InviteAsync("op-a");
        (await ApproveAsync("op-b", "sha256:" + _new.Thumbprint)).ShouldBe(409, "partner_state");
    }

    [Fact]
    public async Task Repeated_invitation_kills_the_code_before_and_a_waiting_key_is_not_displaced()
    {
        var lost = await InviteAsync("op-a");
        var code = await InviteAsync("op-b");
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_new, lost, Org))).ShouldBe(403, "enrolment_refused");

        var answer = await EnrolAsync(code);

        (await _gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest(Org, ["csr"]))).ShouldBe(409, "partner_exists");
        // The last one to invite is the one who may not approve.
        (await ApproveAsync("op-b", answer.Fingerprint)).ShouldBe(403, "second_operator_required");
        (await ApproveAsync("op-a", answer.Fingerprint)).ShouldBe(200);
    }

    [Fact]
    public async Task Organisation_of_the_clients_file_is_not_invited_over() =>
        (await _gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest("csr-nusantara", ["csr"]))).ShouldBe(409, "partner_exists");

    [Theory]
    [InlineData("CSR", "csr")]
    [InlineData("", "csr")]
    [InlineData("a b", "csr")]
    [InlineData("csr-baru", "root")]
    [InlineData("csr-baru", "csr csr")]
    [InlineData("csr-baru", "")]
    public async Task Invitation_that_cannot_be_is_refused(string org, string roles) =>
        (await _gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest(org, roles.Split(' ', StringSplitOptions.RemoveEmptyEntries))))
            .ShouldBe(400, "field_value");

    [Fact]
    public async Task Code_is_in_no_file()
    {
        var code = await InviteAsync("op-a");
        await EnrolAsync(code);

        var plain = System.Text.Encoding.ASCII.GetBytes(code.Replace("-", "", StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
            content.ToArray().AsSpan().IndexOf(plain).ShouldBe(-1, file);
            content.ToArray().AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(code)).ShouldBe(-1, file);
        }
    }

    [Fact]
    public async Task Decision_for_something_else_or_of_a_stranger_does_nothing()
    {
        var request = new InvitationRequest(Org, ["operator"]);
        (await _gateway.CallAsync("op-a", "POST", "/v1/partners", request, d => d with { Operation = "read" })).ShouldBe(404, "not_found");
        (await _gateway.CallAsync("op-a", "POST", "/v1/partners", request, d => d with { Aud = "matching" })).ShouldBe(401, "decision_required");
        (await _gateway.CallAsync("op-a", "GET", "/v1/account-events?after=0", change: d => d with { Operation = "partners" })).ShouldBe(404, "not_found");
    }

    private async Task<string> InviteAsync(string user)
    {
        var invitation = (await _gateway.CallAsync(user, "POST", "/v1/partners", new InvitationRequest(Org, ["csr"], "CSR Baru"))).ShouldBe(201).Read<Invitation>();
        (invitation.ExpiresAt - _host.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromHours(24));
        return invitation.Code;
    }

    private async Task<EnrolmentAnswer> EnrolAsync(string code) =>
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_new, code, Org))).ShouldBe(200).Read<EnrolmentAnswer>();

    private Task<Answered> ApproveAsync(string user, string fingerprint) =>
        _gateway.CallAsync(user, "POST", $"/v1/partners/{Org}/approve", new ApprovalRequest(fingerprint));

    private Task<TokenAnswer> AskAsync(string clientId) =>
        _host.AskAsync(_host.Form(TestJws.Assertion(_new, _host.Clock, clientId, IdentityHost.Issuer).Sign()));
}
