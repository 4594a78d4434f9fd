using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Tests.Batch;

public sealed class BatchInversionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(65)]
    public void Each_inverse_is_that_of_its_own_scalar(int count)
    {
        var random = new SeededBytes(10);
        var scalars = Enumerable.Range(0, count).Select(_ => random.NextScalar()).ToArray();
        var inverses = new Scalar[count];
        BatchInversion.Invert(scalars, inverses);
        inverses.ShouldBe(scalars.Select(s => s.Invert()));
    }
}
