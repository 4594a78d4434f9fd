using System.Runtime.CompilerServices;

namespace Pmo.Oprf.Lanes;

/// <summary>Choices in each lane apart, without a branch.</summary>
internal partial struct LaneElement<V>
{
    /// <summary><see cref="ILanes{T}.Select"/> of all limbs.</summary>
    public static LaneElement<V> Select(V mask, in LaneElement<V> yes, in LaneElement<V> no)
    {
        Unsafe.SkipInit(out LaneElement<V> r);
        r.L0 = V.Select(mask, yes.L0, no.L0);
        r.L1 = V.Select(mask, yes.L1, no.L1);
        r.L2 = V.Select(mask, yes.L2, no.L2);
        r.L3 = V.Select(mask, yes.L3, no.L3);
        r.L4 = V.Select(mask, yes.L4, no.L4);
        r.L5 = V.Select(mask, yes.L5, no.L5);
        r.L6 = V.Select(mask, yes.L6, no.L6);
        r.L7 = V.Select(mask, yes.L7, no.L7);
        r.L8 = V.Select(mask, yes.L8, no.L8);
        r.L9 = V.Select(mask, yes.L9, no.L9);
        return r;
    }

    /// <summary>Changes places in the lanes where <paramref name="mask"/> is all ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Swap(V mask, ref LaneElement<V> a, ref LaneElement<V> b)
    {
        Exchange(mask, ref a.L0, ref b.L0);
        Exchange(mask, ref a.L1, ref b.L1);
        Exchange(mask, ref a.L2, ref b.L2);
        Exchange(mask, ref a.L3, ref b.L3);
        Exchange(mask, ref a.L4, ref b.L4);
        Exchange(mask, ref a.L5, ref b.L5);
        Exchange(mask, ref a.L6, ref b.L6);
        Exchange(mask, ref a.L7, ref b.L7);
        Exchange(mask, ref a.L8, ref b.L8);
        Exchange(mask, ref a.L9, ref b.L9);
    }

    /// <summary>2p - x in the lanes where <paramref name="mask"/> is all ones; x tight, twofold tight after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NegateIf(V mask, ref LaneElement<V> x)
    {
        V first = V.Of(2 * (EvenMask - 18)) & mask, even = V.Of(2 * EvenMask) & mask, odd = V.Of(2 * OddMask) & mask;
        x.L0 = first + (x.L0 ^ mask) - mask;
        x.L1 = odd + (x.L1 ^ mask) - mask;
        x.L2 = even + (x.L2 ^ mask) - mask;
        x.L3 = odd + (x.L3 ^ mask) - mask;
        x.L4 = even + (x.L4 ^ mask) - mask;
        x.L5 = odd + (x.L5 ^ mask) - mask;
        x.L6 = even + (x.L6 ^ mask) - mask;
        x.L7 = odd + (x.L7 ^ mask) - mask;
        x.L8 = even + (x.L8 ^ mask) - mask;
        x.L9 = odd + (x.L9 ^ mask) - mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(V mask, ref V a, ref V b)
    {
        var difference = (a ^ b) & mask;
        a ^= difference;
        b ^= difference;
    }
}
