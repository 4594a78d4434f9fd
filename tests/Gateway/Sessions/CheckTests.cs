using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Sessions;

/// <summary>Whole checks by hand, and every way to go astray between opening and commit.</summary>
public sealed class CheckTests(Stack stack) : IClassFixture<Stack>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        var dinsos = stack.Caller("dinsos");
        if (!(await dinsos.CatalogAsync()).Text.Contains("\"title\"", StringComparison.Ordinal))
        {
            await ListRun.UploadAsync(dinsos, "pkh", 1, 2, 3, 4);
            await ListRun.UploadAsync(stack.Caller("baznas"), "zakat", 4, 5);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Check_tells_who_is_listed_and_no_more()
    {
        var partner = stack.NewPartner();

        var answer = await ListRun.CheckAsync(partner, 9, 4, 1);

        (answer.Rows, answer.Matched).ShouldBe((3, 2));
        answer.Results.Select(r => (r.I, r.Status)).ShouldBe([(1, "match"), (2, "match")]);
        answer.Covered.Select(c => c.Dataset).ShouldBe(["pkh", "zakat"]);
        answer.Results.SelectMany(r => r.Overlaps).ShouldAllBe(o => o.Provider == null && o.Programme == null && o.Category != null);
    }

    [Fact]
    public async Task Commit_twice_gives_the_same_answer_and_no_more_parts_are_taken()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.PrepareAsync(partner, 1, 9);

        var first = (await partner.SendAsync(ListRun.Commit(check))).ShouldBe(200);
        var second = (await partner.SendAsync(ListRun.Commit(check))).ShouldBe(200);

        second.Body.ShouldBe(first.Body);
        first.Read<CheckAnswer>().Receipt.ShouldBe(first.Header(PmoHeaders.Audit));
        (await partner.SendAsync(ListRun.Evaluate(check, new Part(1, 9).Blinded))).ShouldBeRefused(409, "session_committed");
    }
}
