using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pmo.Oprf.Lanes;

/// <summary>A <see cref="LaneElement{V}"/> with two limbs, each below 2^32, to a lane: half the memory for a scan to read.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PackedElement<V>
    where V : unmanaged, ILanes<V>
{
    private const int HalfLane = 32;

    public V P0, P1, P2, P3, P4;

    public static void Pack(in LaneElement<V> x, out PackedElement<V> packed)
    {
        packed.P0 = x.L0 | (x.L1 << HalfLane);
        packed.P1 = x.L2 | (x.L3 << HalfLane);
        packed.P2 = x.L4 | (x.L5 << HalfLane);
        packed.P3 = x.L6 | (x.L7 << HalfLane);
        packed.P4 = x.L8 | (x.L9 << HalfLane);
    }

    public readonly void Unpack(out LaneElement<V> x) => Unpack(P0, P1, P2, P3, P4, out x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unpack(V p0, V p1, V p2, V p3, V p4, out LaneElement<V> x)
    {
        var low = V.Of(uint.MaxValue);
        x.L0 = p0 & low;
        x.L1 = p0 >> HalfLane;
        x.L2 = p1 & low;
        x.L3 = p1 >> HalfLane;
        x.L4 = p2 & low;
        x.L5 = p2 >> HalfLane;
        x.L6 = p3 & low;
        x.L7 = p3 >> HalfLane;
        x.L8 = p4 & low;
        x.L9 = p4 >> HalfLane;
    }

    public override readonly string ToString() => nameof(PackedElement<>);
}
