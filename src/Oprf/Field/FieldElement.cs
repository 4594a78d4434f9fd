using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pmo.Oprf.Field;

/// <summary>
/// An integer mod p = 2^255 - 19 as five limbs of 51 bits, least significant first; every operation takes the same time for all values.
/// </summary>
/// <remarks>
/// Carries are lazy. A product, a square and what <see cref="Carried"/> gives have limbs below 2^51 + 2^18 ("tight").
/// What goes into + or - must be tight or a sum of at most three tight elements; what goes into * may be any one sum or
/// difference of those (limbs below 2^54). Debug builds assert the last bound in every product.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal partial struct FieldElement(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
{
    private const int LimbBits = 51;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    // 4p, limb by limb: added before a subtraction so that no limb goes below zero.
    private const ulong FourP0 = 4 * (LimbMask - 18);
    private const ulong FourP = 4 * LimbMask;

    private ulong _l0 = l0, _l1 = l1, _l2 = l2, _l3 = l3, _l4 = l4;

    public static FieldElement Zero => default;

    public static FieldElement One => new(1, 0, 0, 0, 0);

    public static FieldElement operator +(in FieldElement a, in FieldElement b)
    {
        Add(a, b, out var sum);
        return sum;
    }

    public static FieldElement operator -(in FieldElement a, in FieldElement b)
    {
        Subtract(a, b, out var difference);
        return difference;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in FieldElement a, in FieldElement b, out FieldElement sum)
    {
        Unsafe.SkipInit(out sum);
        sum._l0 = a._l0 + b._l0;
        sum._l1 = a._l1 + b._l1;
        sum._l2 = a._l2 + b._l2;
        sum._l3 = a._l3 + b._l3;
        sum._l4 = a._l4 + b._l4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in FieldElement a, in FieldElement b, out FieldElement difference)
    {
        AssertSubtractable(a);
        AssertSubtractable(b);
        Unsafe.SkipInit(out difference);
        difference._l0 = a._l0 + FourP0 - b._l0;
        difference._l1 = a._l1 + FourP - b._l1;
        difference._l2 = a._l2 + FourP - b._l2;
        difference._l3 = a._l3 + FourP - b._l3;
        difference._l4 = a._l4 + FourP - b._l4;
    }

    /// <summary>The same residue, tight; any limbs will do.</summary>
    public readonly FieldElement Carried() => new(
        (_l0 & LimbMask) + (19 * (_l4 >> LimbBits)), // 2^255 = 19 mod p
        (_l1 & LimbMask) + (_l0 >> LimbBits),
        (_l2 & LimbMask) + (_l1 >> LimbBits),
        (_l3 & LimbMask) + (_l2 >> LimbBits),
        (_l4 & LimbMask) + (_l3 >> LimbBits));

    /// <summary>-this, tight.</summary>
    public readonly FieldElement Negated() => (Zero - this).Carried();

    /// <summary><paramref name="yes"/> where <paramref name="mask"/> is all ones, <paramref name="no"/> where it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldElement Select(ulong mask, in FieldElement yes, in FieldElement no) => new(
        no._l0 ^ (mask & (no._l0 ^ yes._l0)),
        no._l1 ^ (mask & (no._l1 ^ yes._l1)),
        no._l2 ^ (mask & (no._l2 ^ yes._l2)),
        no._l3 ^ (mask & (no._l3 ^ yes._l3)),
        no._l4 ^ (mask & (no._l4 ^ yes._l4)));

    /// <summary>CT_ABS (RFC 9496 section 3.2): the one of x and -x that is not negative; tight.</summary>
    public readonly FieldElement Absolute() => Select(NegativeMask(), Negated(), Carried());

    public override readonly string ToString() => nameof(FieldElement);

    [Conditional("DEBUG")]
    private static void AssertSubtractable(in FieldElement a) => Debug.Assert((a._l0 | a._l1 | a._l2 | a._l3 | a._l4) >> 53 == 0);
}
