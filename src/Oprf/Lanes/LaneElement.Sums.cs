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
    /// a becomes a - b + 4p, b at most threefold tight; then even limbs hand their carry on, so that it can be the right side of a product.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractSum(ref LaneElement<V> a, in LaneElement<V> b)
    {
        V first = V.Of(4 * (EvenMask - 18)), even = V.Of(4 * EvenMask), odd = V.Of(4 * OddMask), mask = V.Of(EvenMask);
        V d0 = a.L0 + first - b.L0, d1 = a.L1 + odd - b.L1;
        V d2 = a.L2 + even - b.L2, d3 = a.L3 + odd - b.L3;
        V d4 = a.L4 + even - b.L4, d5 = a.L5 + odd - b.L5;
        V d6 = a.L6 + even - b.L6, d7 = a.L7 + odd - b.L7;
        V d8 = a.L8 + even - b.L8, d9 = a.L9 + odd - b.L9;
        (a.L0, a.L1) = (d0 & mask, d1 + (d0 >> EvenBits));
        (a.L2, a.L3) = (d2 & mask, d3 + (d2 >> EvenBits));
        (a.L4, a.L5) = (d4 & mask, d5 + (d4 >> EvenBits));
        (a.L6, a.L7) = (d6 & mask, d7 + (d6 >> EvenBits));
        (a.L8, a.L9) = (d8 & mask, d9 + (d8 >> EvenBits));
    }

    /// <summary>a becomes 2a - b + 4p, sixfold tight; a tight, b at most threefold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TwiceMinus(ref LaneElement<V> a, in LaneElement<V> b)
    {
        V first = V.Of(4 * (EvenMask - 18)), even = V.Of(4 * EvenMask), odd = V.Of(4 * OddMask);
        a.L0 = a.L0 + a.L0 + first - b.L0;
        a.L1 = a.L1 + a.L1 + odd - b.L1;
        a.L2 = a.L2 + a.L2 + even - b.L2;
        a.L3 = a.L3 + a.L3 + odd - b.L3;
        a.L4 = a.L4 + a.L4 + even - b.L4;
        a.L5 = a.L5 + a.L5 + odd - b.L5;
        a.L6 = a.L6 + a.L6 + even - b.L6;
        a.L7 = a.L7 + a.L7 + odd - b.L7;
        a.L8 = a.L8 + a.L8 + even - b.L8;
        a.L9 = a.L9 + a.L9 + odd - b.L9;
    }
}
