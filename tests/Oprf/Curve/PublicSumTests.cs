using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Tests.Curve;

public sealed class PublicSumTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(47)]
    [InlineData(48)]
    [InlineData(300)]
    public void The_sum_is_that_of_single_multiplications(int count)
    {
        var random = new SeededBytes(count);
        var points = Enumerable.Range(0, count).Select(_ => random.NextElement()).ToArray();
        var weights = Enumerable.Range(0, count).Select(i => i == 1 ? default : random.NextScalar()).ToArray();
        var expected = points.Zip(weights).Aggregate(Element.Identity, (sum, term) => sum.Add(term.First.Multiply(term.Second)));

        var sum = PublicSum.Of(weights.SelectMany(w => w.Bytes()).ToArray(), points.Select(p => p.Point).ToArray());

        new Element(sum).ShouldBe(expected);
    }

    [Fact]
    public void Equal_points_in_one_bucket_add_up()
    {
        var g = Element.Generator.Point;
        var weights = Enumerable.Range(0, 100).SelectMany(_ => Encodings.ScalarOf(3).Bytes()).ToArray();

        new Element(PublicSum.Of(weights, Enumerable.Repeat(g, 100).ToArray())).ShouldBe(Element.Generator.Multiply(Encodings.ScalarOf(100)).Multiply(Encodings.ScalarOf(3)));
    }
}
