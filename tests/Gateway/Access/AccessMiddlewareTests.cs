using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Access;

/// <summary>Whoever has recorded a request with its token and proof, and sends it again, gets nothing and takes nothing.</summary>
public sealed class AccessMiddlewareTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Opening_that_is_replayed_reserves_nothing_and_leaves_no_decision_of_the_partner()
    {
        var partner = stack.NewPartner();
        var captured = await CaptureAsync(partner, ListRun.Open(partner, 7));
        (await partner.SendAsync(captured)).ShouldBe(201);
        var before = stack.Database.Entries(partner.Organisation).Count;

        (await stack.NewPartner().SendAsync(captured)).ShouldBeRefused(401, "dpop_proof_replayed");

        stack.Database.Used(partner.Agreement).ShouldBe(7);
        stack.Database.Sessions(partner.Organisation).ShouldBe(1);
        stack.Database.Entries(partner.Organisation).Count.ShouldBe(before);
    }

    [Fact]
    public async Task Opening_that_is_sent_twice_at_once_is_made_once()
    {
        var partner = stack.NewPartner();
        var captured = await CaptureAsync(partner, ListRun.Open(partner, 7));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => partner.SendAsync(captured)));

        answers.CountBy(a => (a.Status, a.Code)).OrderBy(c => c.Key.Status).ShouldBe([new((201, null), 1), new((401, "dpop_proof_replayed"), 7)]);
        stack.Database.Used(partner.Agreement).ShouldBe(7);
        stack.Database.Sessions(partner.Organisation).ShouldBe(1);
    }

    [Fact]
    public async Task Retry_by_its_idempotency_key_needs_a_proof_of_its_own()
    {
        var partner = stack.NewPartner();
        var captured = await CaptureAsync(partner, ListRun.Open(partner, 7, key: "k1"));
        (await partner.SendAsync(captured)).ShouldBe(201);

        (await partner.SendAsync(captured)).ShouldBeRefused(401, "dpop_proof_replayed");
    }

    [Fact]
    public async Task Evaluation_and_part_that_are_replayed_are_not_passed_on()
    {
        var partner = stack.NewPartner();
        var (first, check) = (await ListRun.OpenAsync(partner, 3), await ListRun.OpenAsync(partner, 3));
        var evaluate = await CaptureAsync(partner, ListRun.Evaluate(first, new Part(1, 2, 3).Blinded));
        (await partner.SendAsync(evaluate)).ShouldBe(200);
        (await partner.SendAsync(evaluate)).ShouldBeRefused(401, "dpop_proof_replayed");

        var put = await CaptureAsync(
            partner, ListRun.Put(check, await ListRun.TokensAsync(partner, check, 1, 2, 3), (await partner.StatementAsync()).KeyId));
        (await partner.SendAsync(put)).ShouldBe(200);
        (await partner.SendAsync(put)).ShouldBeRefused(401, "dpop_proof_replayed");
    }

    [Fact]
    public async Task Refusal_is_told_once()
    {
        var partner = stack.NewPartner();
        var captured = await CaptureAsync(partner, ListRun.Open(partner, 7).With(PmoHeaders.Agreement, "csr-of-nobody-1"));
        var refused = await partner.SendAsync(captured);
        refused.Status.ShouldBe(403);

        (await partner.SendAsync(captured)).ShouldBeRefused(401, "dpop_proof_replayed");
    }

    private static async Task<ApiRequest> CaptureAsync(ApiCaller partner, ApiRequest request)
    {
        var token = await partner.TokenAsync();
        return request with { Token = token, Proofs = [partner.Proof(request, token).Sign()] };
    }
}
