using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pmo.Oprf.Lanes;

/// <summary>A row of <see cref="AffineRows{V}"/> in each lane.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Pick<V>
    where V : unmanaged, ILanes<V>
{
    public PackedElement<V> YPlusX, YMinusX, TwiceDT;

    /// <summary>All ones in the lanes whose point is negated, which only 2DT does not show yet.</summary>
    public V Negate;

    /// <summary>Ready for <see cref="LanePoint{V}.AddAffine"/>; 2Z is not written.</summary>
    public readonly void Unpack(ref LaneCached<V> cached)
    {
        YPlusX.Unpack(out cached.YPlusX);
        YMinusX.Unpack(out cached.YMinusX);
        TwiceDT.Unpack(out cached.TwiceDT);
        LaneElement<V>.NegateIf(Negate, ref cached.TwiceDT);
    }

    public override readonly string ToString() => nameof(Pick<>);
}
