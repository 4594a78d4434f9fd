using Pmo.Hosting.Dpop;

namespace Pmo.Hosting.Tests.Dpop;

public sealed class DpopReplayTests(DpopFixture dpop) : IClassFixture<DpopFixture>
{
    [Fact]
    public async Task A_proof_from_a_fast_clock_is_remembered_as_long_as_it_would_be_accepted()
    {
        var proof = dpop.Proof();
        proof.Payload["iat"] = dpop.Clock.Seconds + 10;
        (await dpop.JudgeAsync(proof)).IsOk.ShouldBeTrue();
        dpop.Clock.Advance(TimeSpan.FromSeconds(70));
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.Replayed);
        dpop.Clock.Advance(TimeSpan.FromSeconds(1));
        (await dpop.JudgeAsync(proof)).Error.ShouldBe(DpopError.OutOfTime);
    }
}
