using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// One point in each lane, in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z; all tight. Formulas and names are those of
/// <see cref="ExtendedPoint"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LanePoint<V>
    where V : unmanaged, ILanes<V>
{
    public LaneElement<V> X, Y, Z, T;

    public static LanePoint<V> Identity => new()
    {
        Y = LaneConstants<V>.One,
        Z = LaneConstants<V>.One,
    };

    /// <summary>p + q, complete ("add-2008-hwcd-3"): right for all points, equal and neutral ones too.</summary>
    /// <param name="p">The one.</param>
    /// <param name="q">The other.</param>
    /// <param name="sum">The sum before its last products; not memory of p or q. Holds the formula's A to D on the way.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in LanePoint<V> p, in LaneCached<V> q, out LaneCompleted<V> sum)
    {
        Unsafe.SkipInit(out sum);
        LaneElement<V>.Multiply(p.Z, q.TwiceZ, out sum.G); // D
        AddRest(p, q, ref sum);
    }

    /// <summary>p + q as <see cref="Add"/>, one product less because the Z of q is 1 and its 2Z is not read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddAffine(in LanePoint<V> p, in LaneCached<V> q, out LaneCompleted<V> sum)
    {
        Unsafe.SkipInit(out sum);
        LaneElement<V>.Add(p.Z, p.Z, out sum.G); // D
        AddRest(p, q, ref sum);
    }

    /// <summary>The lane as a point of the portable path.</summary>
    public readonly ExtendedPoint At(int lane) => new(X.At(lane), Y.At(lane), Z.At(lane), T.At(lane));

    /// <summary>Copies one lane of <paramref name="source"/> here.</summary>
    public void CopyLane(int lane, in LanePoint<V> source)
    {
        ref ulong from = ref Unsafe.Add(ref Unsafe.As<LanePoint<V>, ulong>(ref Unsafe.AsRef(in source)), lane);
        ref ulong to = ref Unsafe.Add(ref Unsafe.As<LanePoint<V>, ulong>(ref this), lane);
        for (int i = 0; i < 4 * LaneElement<V>.Limbs; i++)
            Unsafe.Add(ref to, i * V.Count) = Unsafe.Add(ref from, i * V.Count);
    }

    public override readonly string ToString() => nameof(LanePoint<>);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRest(in LanePoint<V> p, in LaneCached<V> q, ref LaneCompleted<V> sum)
    {
        LaneElement<V>.Subtract(p.Y, p.X, out sum.E);
        LaneElement<V>.Add(p.Y, p.X, out sum.H);
        LaneElement<V>.Multiply(sum.E, q.YMinusX, out sum.E); // A, threefold by threefold
        LaneElement<V>.Multiply(sum.H, q.YPlusX, out sum.H); // B
        LaneElement<V>.Multiply(p.T, q.TwiceDT, out sum.F); // C
        LaneElement<V>.SumAndDifference(ref sum.H, ref sum.E); // H = B + A, E = B - A
        LaneElement<V>.SumAndDifference(ref sum.G, ref sum.F); // G = D + C, F = D - C
    }
}
