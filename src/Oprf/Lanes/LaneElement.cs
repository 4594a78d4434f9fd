using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// One integer mod p = 2^255 - 19 in each lane, as ten limbs of 26 and 25 bits in turn (radix 2^25.5), least significant first.
/// Every operation takes the same time for all values.
/// </summary>
/// <remarks>
/// Carries are lazy. A product, a square and what <see cref="Carried"/> gives are tight: even limbs below 2^26, odd ones below
/// 2^25 + 2^18. A sum of two tight elements is twofold tight; a difference adds 2p and is threefold tight. docs/oprf.md
/// follows the bounds through every formula.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal partial struct LaneElement<V>
    where V : unmanaged, ILanes<V>
{
    /// <summary>Limbs of an element.</summary>
    public const int Limbs = 10;

    private const int EvenBits = 26;
    private const int OddBits = 25;
    private const ulong EvenMask = (1UL << EvenBits) - 1;
    private const ulong OddMask = (1UL << OddBits) - 1;

    public V L0, L1, L2, L3, L4, L5, L6, L7, L8, L9;

    public static LaneElement<V> operator +(in LaneElement<V> a, in LaneElement<V> b)
    {
        Add(a, b, out var sum);
        return sum;
    }

    public static LaneElement<V> operator -(in LaneElement<V> a, in LaneElement<V> b)
    {
        Subtract(a, b, out var difference);
        return difference;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in LaneElement<V> a, in LaneElement<V> b, out LaneElement<V> sum)
    {
        Unsafe.SkipInit(out sum);
        sum.L0 = a.L0 + b.L0;
        sum.L1 = a.L1 + b.L1;
        sum.L2 = a.L2 + b.L2;
        sum.L3 = a.L3 + b.L3;
        sum.L4 = a.L4 + b.L4;
        sum.L5 = a.L5 + b.L5;
        sum.L6 = a.L6 + b.L6;
        sum.L7 = a.L7 + b.L7;
        sum.L8 = a.L8 + b.L8;
        sum.L9 = a.L9 + b.L9;
    }

    /// <summary>a - b + 2p, for tight b: no limb of b exceeds that of 2p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in LaneElement<V> a, in LaneElement<V> b, out LaneElement<V> difference)
    {
        Unsafe.SkipInit(out difference);
        V first = V.Of(2 * (EvenMask - 18)), even = V.Of(2 * EvenMask), odd = V.Of(2 * OddMask);
        difference.L0 = a.L0 + first - b.L0;
        difference.L1 = a.L1 + odd - b.L1;
        difference.L2 = a.L2 + even - b.L2;
        difference.L3 = a.L3 + odd - b.L3;
        difference.L4 = a.L4 + even - b.L4;
        difference.L5 = a.L5 + odd - b.L5;
        difference.L6 = a.L6 + even - b.L6;
        difference.L7 = a.L7 + odd - b.L7;
        difference.L8 = a.L8 + even - b.L8;
        difference.L9 = a.L9 + odd - b.L9;
    }

    /// <summary>-this, tight; this tight.</summary>
    public readonly LaneElement<V> Negated()
    {
        Subtract(default, this, out var negated);
        return negated.Carried();
    }

    /// <summary>The same residues, tight; any limbs below 2^63 will do.</summary>
    public readonly LaneElement<V> Carried()
    {
        Carry(L0, L1, L2, L3, L4, L5, L6, L7, L8, L9, out var r);
        return r;
    }

    public override readonly string ToString() => nameof(LaneElement<>);

    /// <summary>Two chains of carries at once, from limbs 0 and 4, for their delays overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(V r0, V r1, V r2, V r3, V r4, V r5, V r6, V r7, V r8, V r9, out LaneElement<V> r)
    {
        Unsafe.SkipInit(out r);
        V even = V.Of(EvenMask), odd = V.Of(OddMask);
        r1 += r0 >> EvenBits;
        r5 += r4 >> EvenBits;
        r0 &= even;
        r4 &= even;
        r2 += r1 >> OddBits;
        r6 += r5 >> OddBits;
        r.L1 = r1 & odd;
        r5 &= odd;
        r3 += r2 >> EvenBits;
        r7 += r6 >> EvenBits;
        r.L2 = r2 & even;
        r.L6 = r6 & even;
        r4 += r3 >> OddBits;
        r8 += r7 >> OddBits;
        r.L3 = r3 & odd;
        r.L7 = r7 & odd;
        r.L5 = r5 + (r4 >> EvenBits);
        r9 += r8 >> EvenBits;
        r.L4 = r4 & even;
        r.L8 = r8 & even;
        var top = r9 >> OddBits; // weighs 2^255 = 19 mod p, and may exceed the 32 bits of a product
        r.L9 = r9 & odd;
        r0 += top + (top << 1) + (top << 4);
        r.L1 += r0 >> EvenBits;
        r.L0 = r0 & even;
    }
}
