using System.Runtime.CompilerServices;

namespace Pmo.Oprf.Lanes;

/// <summary>The sums of the point formulas, in place and in one pass.</summary>
internal partial struct LaneElement<V>
{
    /// <summary>a becomes a + b, b becomes a - b + 2p; b tight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumAndDifference(ref LaneElement<V> a, ref LaneElement<V> b)
    {
        V first = V.Of(2 * (EvenMask - 18)), even = V.Of(2 * EvenMask), odd = V.Of(2 * OddMask);
        (a.L0, b.L0) = (a.L0 + b.L0, a.L0 + first - b.L0);
        (a.L1, b.L1) = (a.L1 + b.L1, a.L1 + odd - b.L1);
        (a.L2, b.L2) = (a.L2 + b.L2, a.L2 + even - b.L2);
        (a.L3, b.L3) = (a.L3 + b.L3, a.L3 + odd - b.L3);
        (a.L4, b.L4) = (a.L4 + b.L4, a.L4 + even - b.L4);
        (a.L5, b.L5) = (a.L5 + b.L5, a.L5 + odd - b.L5);
        (a.L6, b.L6) = (a.L6 + b.L6, a.L6 + even - b.L6);
        (a.L7, b.L7) = (a.L7 + b.L7, a.L7 + odd - b.L7);
        (a.L8, b.L8) = (a.L8 + b.L8, a.L8 + even - b.L8);
        (a.L9, b.L9) = (a.L9 + b.L9, a.L9 + odd - b.L9);
    }

    /// <summary>
    /// The sums of a doubling, from tight e, f, g and h: h becomes h + g, g becomes h - g + 2p, f becomes 2f - g + 4p (with the new
    /// g; sixfold tight), e becomes e - h + 4p (with the new h).
    /// </summary>
    /// <remarks>Of e the even limbs hand their carry on, so that it can be the right side of a product.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FinishDouble(ref LaneElement<V> e, ref LaneElement<V> f, ref LaneElement<V> g, ref LaneElement<V> h)
    {
        V first = V.Of(2 * (EvenMask - 18)), even = V.Of(2 * EvenMask), odd = V.Of(2 * OddMask), mask = V.Of(EvenMask);
        var e0 = FinishDouble(first, e.L0, ref f.L0, ref g.L0, ref h.L0);
        var e1 = FinishDouble(odd, e.L1, ref f.L1, ref g.L1, ref h.L1);
        (e.L0, e.L1) = (e0 & mask, e1 + (e0 >> EvenBits));
        var e2 = FinishDouble(even, e.L2, ref f.L2, ref g.L2, ref h.L2);
        var e3 = FinishDouble(odd, e.L3, ref f.L3, ref g.L3, ref h.L3);
        (e.L2, e.L3) = (e2 & mask, e3 + (e2 >> EvenBits));
        var e4 = FinishDouble(even, e.L4, ref f.L4, ref g.L4, ref h.L4);
        var e5 = FinishDouble(odd, e.L5, ref f.L5, ref g.L5, ref h.L5);
        (e.L4, e.L5) = (e4 & mask, e5 + (e4 >> EvenBits));
        var e6 = FinishDouble(even, e.L6, ref f.L6, ref g.L6, ref h.L6);
        var e7 = FinishDouble(odd, e.L7, ref f.L7, ref g.L7, ref h.L7);
        (e.L6, e.L7) = (e6 & mask, e7 + (e6 >> EvenBits));
        var e8 = FinishDouble(even, e.L8, ref f.L8, ref g.L8, ref h.L8);
        var e9 = FinishDouble(odd, e.L9, ref f.L9, ref g.L9, ref h.L9);
        (e.L8, e.L9) = (e8 & mask, e9 + (e8 >> EvenBits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V FinishDouble(V twoP, V e, ref V f, ref V g, ref V h)
    {
        V sum = h + g, difference = h + twoP - g, fourP = twoP + twoP;
        h = sum;
        g = difference;
        f = f + f + fourP - difference;
        return e + fourP - sum;
    }
}
