using Pmo.Oprf.Batch;
using Pmo.Oprf.Lanes;

namespace Pmo.Oprf.Tests.Lanes;

public sealed class LaneSumTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(7, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(300, 1)]
    [InlineData(301, 3)]
    [InlineData(2500, 2)]
    public void The_sum_is_that_of_the_portable_path(int count, int parts)
    {
        foreach (string path in Paths.Names.Where(name => name != "portable"))
            Paths.Run(path, () => Compare<FourLanes>(count, parts), () => Compare<EightLanes>(count, parts));
    }

    private static void Compare<V>(int count, int parts)
        where V : unmanaged, ILanes<V>
    {
        var random = new SeededBytes(count);
        var minusOne = Encodings.ScalarOf(1).Negate();
        var elements = Enumerable.Range(0, count).SelectMany(i => (i % 5 == 4 ? Element.Generator : random.NextElement()).Bytes()).ToArray();
        var weights = Enumerable.Range(0, count).SelectMany(i => (i % 7) switch
        {
            1 => new byte[32],
            2 => minusOne.Bytes(),
            3 => Encodings.ScalarOf(1).Bytes(),
            4 => Encodings.ScalarOf("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0f").Bytes(),
            _ => random.NextScalar().Bytes(),
        }).ToArray();
        using var portable = new PortableBatch(count);
        portable.Decode(elements).IsOk.ShouldBeTrue();

        var groups = new LanePoint<V>[(count + V.Count - 1) / V.Count];
        for (int i = 0; i < groups.Length; i++)
        {
            int from = i * V.Count * 32, to = Math.Min(from + (V.Count * 32), elements.Length);
            LaneCodec<V>.Decode(elements.AsSpan(from..to), out groups[i]).IsOk.ShouldBeTrue();
        }
        new Element(LaneSum<V>.Of(weights, groups, parts)).ShouldBe(new Element(portable.PublicSum(weights)));
    }
}
