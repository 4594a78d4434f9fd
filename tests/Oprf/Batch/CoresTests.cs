using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Tests.Batch;

public sealed class CoresTests
{
    [Theory]
    [InlineData(1, 128)]
    [InlineData(128, 128)]
    [InlineData(129, 128)]
    [InlineData(8192, 64)]
    public void Every_index_is_done_once(int count, int chunk)
    {
        var done = new int[count];
        Cores.ForEach(count, chunk, (from, to) =>
        {
            (from % chunk).ShouldBe(0);
            for (int i = from; i < to; i++)
                Interlocked.Increment(ref done[i]);
        });
        done.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public void The_lowest_refusal_is_told() =>
        Cores.FirstRefusal(1000, 10, (from, _) => from % 300 == 100 ? new OprfResult(OprfError.IdentityElement, from) : OprfResult.Ok)
            .ShouldBe(new OprfResult(OprfError.IdentityElement, 100));
}
