using Pmo.Oprf.Field;
using Pmo.Oprf.Lanes;

namespace Pmo.Bench.Micro;

/// <summary>What <see cref="EightLanesBenchmarks"/> and <see cref="FourLanesBenchmarks"/> time: chains of products in every lane.</summary>
internal sealed class LaneField<V>
    where V : unmanaged, ILanes<V>
{
    private readonly LaneElement<V> _b = LaneElement<V>.Of(FieldConstants.SqrtMinusOne);
    private LaneElement<V> _a = LaneElement<V>.Of(FieldConstants.D);

    public void Multiply(int times)
    {
        for (var i = 0; i < times; i++)
        {
            LaneElement<V>.Multiply(_a, _b, out _a);
        }
    }

    public void Square(int times) => _a = _a.Squared(times);

    public void Invert() => _a = _a.Inverted();
}
