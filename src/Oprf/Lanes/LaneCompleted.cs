using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pmo.Oprf.Lanes;

/// <summary>A sum before its last products: X = FE, Y = GH, Z = FG, T = EH, each lane apart.</summary>
/// <remarks>F may be the loosest, sixfold tight, and so stands on the left; docs/oprf.md has all limits.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct LaneCompleted<V>
    where V : unmanaged, ILanes<V>
{
    public LaneElement<V> E, F, G, H;

    /// <summary>2p ("dbl-2008-hwcd", signs as in <see cref="Curve.ProjectivePoint.Double"/>); reads no T.</summary>
    /// <param name="p">The point.</param>
    /// <param name="twice">The double before its last products; not memory of p. Holds the squares on the way.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Double(in LanePoint<V> p, out LaneCompleted<V> twice)
    {
        Unsafe.SkipInit(out twice);
        LaneElement<V>.Square(p.X, out twice.G);
        LaneElement<V>.Square(p.Y, out twice.H);
        LaneElement<V>.Square(p.Z, out twice.F);
        LaneElement<V>.Add(p.X, p.Y, out twice.E);
        LaneElement<V>.Square(twice.E, out twice.E);

        // H = Y^2 + X^2, G = Y^2 - X^2, F = 2Z^2 - G, E = (X + Y)^2 - H
        LaneElement<V>.FinishDouble(ref twice.E, ref twice.F, ref twice.G, ref twice.H);
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
