using System.Text.Json.Nodes;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Enrolment;

/// <summary>Who enrols a key without being invited, or another's.</summary>
public sealed class EnrollerTests : IAsyncLifetime
{
    private const string Org = "csr-baru";
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();
    private readonly TestKey _new = TestKey.Ec();
    private IdentityHost _host = null!;
    private Gatekeeper _gateway = null!;
    private string _code = "";

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder, _key);
        _gateway = new Gatekeeper(_host, _folder);
        _code = (await _gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest(Org, ["csr"]))).ShouldBe(201).Read<Invitation>().Code;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _key.Dispose();
        _new.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Same_code_and_key_again_give_the_same_answer_until_the_code_ends()
    {
        var first = (await EnrolAsync()).ShouldBe(200);
        (await EnrolAsync()).Text.ShouldBe(first.Text);
        (await _gateway.EventsAsync()).Count(e => e.Action == "enrol").ShouldBe(1);
        _host.Clock.Advance(TimeSpan.FromHours(24));
        (await EnrolAsync()).ShouldBe(403, "enrolment_refused");
    }

    [Fact]
    public async Task Guessed_used_and_expired_codes_get_one_answer()
    {
        using var thief = TestKey.Ec();
        var guessed = await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_new, EnrolmentCode.New().Reveal(), Org));
        await EnrolAsync();
        var reused = await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(thief, _code, Org));
        _host.Clock.Advance(TimeSpan.FromHours(24));
        var expired = await EnrolAsync();

        guessed.ShouldBe(403, "enrolment_refused");
        (reused.Text, expired.Text).ShouldBe((guessed.Text, guessed.Text));
        (await _gateway.EventsAsync()).Count(e => e.Action == "enrol" && e.Reason == "enrolment_refused").ShouldBe(3);
    }

    [Fact]
    public async Task Code_holds_to_its_last_second_and_not_longer()
    {
        _host.Clock.Advance(TimeSpan.FromHours(24));
        (await EnrolAsync()).ShouldBe(403, "enrolment_refused");
        _host.Clock.Advance(TimeSpan.FromSeconds(-1));
        (await EnrolAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task Code_of_one_organisation_enrols_no_other() =>
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_new, _code, "csr-lain"))).ShouldBe(403, "enrolment_refused");

    [Fact]
    public async Task Enrolled_key_is_not_enrolled_again_and_the_code_stays_good()
    {
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_key, _code, Org))).ShouldBe(409, "key_taken");
        (await EnrolAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task Key_that_waits_elsewhere_is_not_enrolled_again()
    {
        await EnrolAsync();
        var other = (await _gateway.CallAsync("op-a", "POST", "/v1/partners", new InvitationRequest("csr-lain", ["csr"]))).Read<Invitation>().Code;
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_new, other, "csr-lain"))).ShouldBe(409, "key_taken");
    }

    [Fact]
    public async Task Private_key_in_the_jwk_is_refused() =>
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_new, _code, Org, jwk: _new.PrivateJwk()))).ShouldBe(400, "key_private");

    [Fact]
    public async Task Key_of_another_kind_is_refused()
    {
        using var weak = TestKey.Ec384();
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(weak, _code, Org))).ShouldBe(400, "key_invalid");
    }

    [Fact]
    public async Task Key_of_somebody_else_is_refused() =>
        (await _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_new, _code, Org, jwk: _key.PublicJwk()))).ShouldBe(400, "key_proof_invalid");

    [Theory]
    [InlineData("aud", "https://elsewhere.example")]
    [InlineData("code", "x")]
    [InlineData("typ", "JWT")]
    [InlineData("typ", "pmo-key-possession+jwt")]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS256")]
    public async Task Proof_for_something_else_is_refused(string member, string value)
    {
        var request = Newcomer.Enrolment(_new, _code, Org, jws => (member is "typ" or "alg" ? jws.Header : jws.Payload)[member] = value);
        (await _gateway.PostAsync("/connect/enroll", request)).ShouldBe(400, "key_proof_invalid");
    }

    [Fact]
    public async Task Requests_that_are_none_are_refused()
    {
        (await _gateway.PostAsync("/connect/enroll", new JsonObject { ["code"] = _code })).ShouldBe(400, "malformed");
        (await _gateway.PostAsync("/connect/enroll", new JsonObject { ["code"] = new string('x', 20_000) })).ShouldBe(413, "body_too_large");
        using var form = new FormUrlEncodedContent([new("code", _code)]);
        using var answer = await _host.Http.PostAsync("/connect/enroll", form, TestContext.Current.CancellationToken);
        (await Answered.ReadAsync(answer)).ShouldBe(415, "media_type_unsupported");
    }

    private Task<Answered> EnrolAsync() => _gateway.PostAsync("/connect/enroll", Newcomer.Enrolment(_new, _code, Org));
}
