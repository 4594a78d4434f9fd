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
    [SkipLocalsInit]
    public static void Add(in LanePoint<V> p, in LaneCached<V> q, out LaneCompleted<V> sum)
    {
        Unsafe.SkipInit(out sum);
        LaneElement<V>.Subtract(p.Y, p.X, out var a);
        LaneElement<V>.Add(p.Y, p.X, out var b);
        LaneElement<V>.Multiply(a, q.YMinusX, out a); // threefold by threefold
        LaneElement<V>.Multiply(b, q.YPlusX, out b);
        LaneElement<V>.Multiply(p.T, q.TwiceDT, out var c);
        LaneElement<V>.Multiply(p.Z, q.TwiceZ, out var d);
        Join(a, b, c, d, out sum);
    }

    /// <summary>p + q as <see cref="Add"/>, one product less because the Z of q is 1 and its 2Z is not read.</summary>
    [SkipLocalsInit]
    public static void AddAffine(in LanePoint<V> p, in LaneCached<V> q, out LaneCompleted<V> sum)
    {
        Unsafe.SkipInit(out sum);
        LaneElement<V>.Subtract(p.Y, p.X, out var a);
        LaneElement<V>.Add(p.Y, p.X, out var b);
        LaneElement<V>.Multiply(a, q.YMinusX, out a);
        LaneElement<V>.Multiply(b, q.YPlusX, out b);
        LaneElement<V>.Multiply(p.T, q.TwiceDT, out var c);
        LaneElement<V>.Add(p.Z, p.Z, out var d);
        Join(a, b, c, d, out sum);
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

    /// <summary>E to H: twofold tight where a sum, threefold where a difference (F: fourfold where d is a sum).</summary>
    private static void Join(
        in LaneElement<V> a, in LaneElement<V> b, in LaneElement<V> c, in LaneElement<V> d, out LaneCompleted<V> sum)
    {
        Unsafe.SkipInit(out sum);
        LaneElement<V>.Subtract(b, a, out sum.E);
        LaneElement<V>.Subtract(d, c, out sum.F);
        LaneElement<V>.Add(d, c, out sum.G);
        LaneElement<V>.Add(b, a, out sum.H);
    }
}
