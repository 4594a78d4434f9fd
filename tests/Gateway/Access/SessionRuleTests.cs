using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Access;

/// <summary>Calls that do not fit their session.</summary>
public sealed class SessionRuleTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Partner_cannot_touch_anothers_check()
    {
        var (owner, stranger) = (stack.NewPartner(), stack.NewPartner());
        var check = await ListRun.OpenAsync(owner, 2);

        (await stranger.SendAsync(ApiRequest.Get("/v1/checks/" + check))).ShouldBeRefused(404, "session_unknown");
        (await stranger.SendAsync(ListRun.Evaluate(check, new Part(1, 2).Blinded))).ShouldBeRefused(404, "session_unknown");
        (await stranger.SendAsync(ListRun.Put(check, new byte[96], "k"))).ShouldBeRefused(404, "session_unknown");
        (await stranger.SendAsync(ListRun.Commit(check))).ShouldBeRefused(404, "session_unknown");
        (await owner.SendAsync(ApiRequest.Get("/v1/checks/" + check))).ShouldBe(200).Read<CheckState>().State.ShouldBe("open");
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("short")]
    [InlineData("%22%20OR%201=1")]
    public async Task Session_that_is_not_there_is_unknown(string id) =>
        (await stack.NewPartner().SendAsync(ApiRequest.Get("/v1/checks/" + id))).ShouldBeRefused(404, "session_unknown");

    [Theory]
    [InlineData(PmoHeaders.Agreement, "other-pks", 409, "session_mismatch")]
    [InlineData(PmoHeaders.Agreement, "", 409, "session_mismatch")]
    [InlineData(PmoHeaders.Purpose, "evaluation", 409, "session_mismatch")]
    [InlineData(PmoHeaders.Domain, "kk", 422, "domain_mismatch")]
    [InlineData(PmoHeaders.Part, "1", 422, "part_unknown")]
    [InlineData(PmoHeaders.Part, "-1", 422, "part_unknown")]
    [InlineData(PmoHeaders.Part, "99999999999", 422, "part_unknown")]
    [InlineData(PmoHeaders.Part, "0x0", 422, "part_unknown")]
    [InlineData(PmoHeaders.Part, null, 400, "header_missing")]
    [InlineData(PmoHeaders.Session, null, 400, "header_missing")]
    public async Task Evaluation_that_differs_from_its_session_is_refused(string header, string? value, int status, string code)
    {
        var partner = stack.NewPartner();
        var check = await ListRun.OpenAsync(partner, 2);

        (await partner.SendAsync(ListRun.Evaluate(check, new Part(1, 2).Blinded).With(header, value))).ShouldBeRefused(status, code);
        (await partner.SendAsync(ListRun.Evaluate(check, new Part(1, 2).Blinded).Under(partner.Agreement).With(PmoHeaders.Domain, "nik"))).ShouldBe(200);
    }

    [Fact]
    public async Task Partner_cannot_evaluate_more_persons_than_were_charged()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.OpenAsync(partner, 2);

        (await partner.SendAsync(ListRun.Evaluate(check, new Part(1, 2, 3).Blinded))).ShouldBeRefused(422, "part_size");
        (await partner.SendAsync(ListRun.Evaluate(check, new Part(1).Blinded))).ShouldBeRefused(422, "part_size");
        (await partner.SendAsync(ListRun.Evaluate(check, []))).ShouldBeRefused(422, "part_size");
    }

    [Fact]
    public async Task Partner_cannot_evaluate_others_in_the_same_part()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.OpenAsync(partner, 2);
        var part = new Part(1, 2);

        var first = (await partner.SendAsync(ListRun.Evaluate(check, part.Blinded))).ShouldBe(200);
        var again = (await partner.SendAsync(ListRun.Evaluate(check, part.Blinded))).ShouldBe(200);

        again.Body[..part.Blinded.Length].ShouldBe(first.Body[..part.Blinded.Length]);
        (await partner.SendAsync(ListRun.Evaluate(check, new Part(3, 4).Blinded))).ShouldBeRefused(422, "part_differs");
    }

    [Fact]
    public async Task Elements_that_are_none_are_refused_and_sixteen_close_the_session()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.OpenAsync(partner, 2);
        var nonCanonical = new Part(1, 2).Blinded;
        nonCanonical.AsSpan(Element.Size, Element.Size).Fill(0xff);
        var identity = new Part(1, 2).Blinded;
        identity.AsSpan(Element.Size, Element.Size).Clear();

        (await partner.SendAsync(ListRun.Evaluate(check, nonCanonical))).ShouldBeRefused(422, "element_invalid");
        (await partner.SendAsync(ListRun.Evaluate(check, identity))).ShouldBeRefused(422, "element_identity");
        for (var i = 2; i < 16; i++)
        {
            (await partner.SendAsync(ListRun.Evaluate(check, identity))).ShouldBeRefused(422, "element_identity");
        }

        (await partner.SendAsync(ListRun.Evaluate(check, new Part(1, 2).Blinded))).ShouldBeRefused(409, "session_closed");
    }

    [Fact]
    public async Task Tokens_under_a_wrong_key_are_refused_by_their_canary()
    {
        var (partner, other) = (stack.NewPartner(), stack.NewPartner());
        var check = await ListRun.OpenAsync(partner, 2);
        var foreign = await ListRun.TokensAsync(other, await ListRun.OpenAsync(other, 2), 1, 2);
        var own = await ListRun.TokensAsync(partner, check, 1, 2);
        var keyId = (await partner.StatementAsync()).KeyId;

        (await partner.SendAsync(ListRun.Put(check, foreign, keyId))).ShouldBeRefused(422, "canary_mismatch");
        (await partner.SendAsync(ListRun.Put(check, own, "nik.1999-01.1"))).Status.ShouldBe(409);
        (await partner.SendAsync(ListRun.Put(check, own, keyId))).ShouldBe(200);
    }

    [Fact]
    public async Task Check_cannot_be_committed_before_its_parts_are_there()
    {
        var partner = stack.NewPartner();

        (await partner.SendAsync(ListRun.Commit(await ListRun.OpenAsync(partner, 2)))).Status.ShouldBe(409);
    }

    [Fact]
    public async Task Session_is_reached_at_its_own_address_only()
    {
        var owner = stack.Caller("dinsos");
        (await owner.SendAsync(ListRun.Create(owner, "pkh"))).ShouldBe(201);
        (await owner.SendAsync(ListRun.Create(owner, "dtsen"))).ShouldBe(201);
        var upload = (await owner.SendAsync(ListRun.OpenUpload(owner, "pkh", 1))).ShouldBe(201).Read<UploadOpened>().UploadId;

        (await owner.SendAsync(ApiRequest.Get($"/v1/datasets/pkh/uploads/{upload}"))).ShouldBe(200);
        (await owner.SendAsync(ApiRequest.Get($"/v1/datasets/dtsen/uploads/{upload}"))).ShouldBeRefused(404, "session_unknown");
        (await owner.SendAsync(ApiRequest.Get($"/v1/checks/{upload}"))).ShouldBeRefused(404, "session_unknown");
        (await owner.SendAsync(ListRun.Commit(upload))).ShouldBeRefused(404, "session_unknown");
    }

    [Fact]
    public async Task Session_ends_after_a_day()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.OpenAsync(partner, 2);

        stack.Clock.Advance(TimeSpan.FromHours(24));

        (await partner.SendAsync(ListRun.Evaluate(check, new Part(1, 2).Blinded))).ShouldBeRefused(409, "session_expired");
        (await partner.SendAsync(ListRun.Commit(check))).ShouldBeRefused(409, "session_expired");
    }
}
