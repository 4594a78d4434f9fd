using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pmo.Oprf.Lanes;

/// <summary>Points prepared to be added: Y + X, Y - X, 2Z (at most threefold tight), 2DT (tight).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LaneCached<V>
    where V : unmanaged, ILanes<V>
{
    public LaneElement<V> YPlusX, YMinusX, TwiceZ, TwiceDT;

    public static void From(in LanePoint<V> p, out LaneCached<V> cached)
    {
        Unsafe.SkipInit(out cached);
        LaneElement<V>.Add(p.Y, p.X, out cached.YPlusX);
        LaneElement<V>.Subtract(p.Y, p.X, out cached.YMinusX);
        LaneElement<V>.Add(p.Z, p.Z, out cached.TwiceZ);
        LaneElement<V>.Multiply(p.T, LaneConstants<V>.TwiceD, out cached.TwiceDT);
    }

    public override readonly string ToString() => nameof(LaneCached<>);
}
