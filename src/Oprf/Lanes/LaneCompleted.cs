using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pmo.Oprf.Lanes;

/// <summary>A sum before its last products: X = FE, Y = GH, Z = FG, T = EH, each lane apart.</summary>
/// <remarks>Limits, in multiples of the tight bound: E, G and H threefold, F fivefold. F stands on the left, where it may be that loose.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct LaneCompleted<V>
    where V : unmanaged, ILanes<V>
{
    public LaneElement<V> E, F, G, H;

    /// <summary>2p ("dbl-2008-hwcd", with E = 2XY instead of two differences, which would want a carry); reads no T.</summary>
    [SkipLocalsInit]
    public static void Double(in LanePoint<V> p, out LaneCompleted<V> twice)
    {
        Unsafe.SkipInit(out twice);
        LaneElement<V>.Square(p.X, out var xx);
        LaneElement<V>.Square(p.Y, out var yy);
        LaneElement<V>.Square(p.Z, out var zz);
        LaneElement<V>.Add(p.X, p.X, out var x2);
        LaneElement<V>.Multiply(x2, p.Y, out twice.E);
        LaneElement<V>.Add(yy, xx, out twice.H);
        LaneElement<V>.Subtract(yy, xx, out twice.G);
        LaneElement<V>.Add(zz, zz, out zz);
        LaneElement<V>.Add(zz, xx, out zz);
        LaneElement<V>.Subtract(zz, yy, out twice.F); // 3 + 2 times the tight bound
    }

    /// <summary>X, Y and Z only: another doubling needs no T.</summary>
    public readonly void WriteWithoutT(ref LanePoint<V> p)
    {
        LaneElement<V>.Multiply(F, E, out p.X);
        LaneElement<V>.Multiply(G, H, out p.Y);
        LaneElement<V>.Multiply(F, G, out p.Z);
    }

    public readonly void Write(out LanePoint<V> p)
    {
        Unsafe.SkipInit(out p);
        WriteWithoutT(ref p);
        LaneElement<V>.Multiply(E, H, out p.T);
    }

    public override readonly string ToString() => nameof(LaneCompleted<>);
}
