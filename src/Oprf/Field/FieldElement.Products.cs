using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pmo.Oprf.Field;

/// <summary>
/// Products without 128-bit carries: one factor is shifted left by 10, so that the two words of a 64 x 64 multiplication
/// split the product at bit 54 and both halves of a column add up in plain 64-bit words.
/// </summary>
/// <remarks>
/// With limbs below 2^54 a column's low halves add up to less than 5 * 2^54 and its high halves (with the factor 19 of the
/// wrapped terms) to less than 2^60.4. A high half weighs 2^54 = 8 * 2^51, so it enters the next column eightfold: below 2^64.
/// The last column holds no wrapped term, so 19 * 8 times its high half also stays below 2^64.
/// </remarks>
internal partial struct FieldElement
{
    private const int ProductShift = 10;

    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        Multiply(a, b, out var product);
        return product;
    }

    /// <summary>a * b. Results go straight to where they are kept: copying limbs that were just stored stalls the processor.</summary>
    public static void Multiply(in FieldElement a, in FieldElement b, out FieldElement product)
    {
        AssertMultipliable(a);
        AssertMultipliable(b);
        ulong a0 = a._l0 << ProductShift, a1 = a._l1 << ProductShift, a2 = a._l2 << ProductShift;
        ulong a3 = a._l3 << ProductShift, a4 = a._l4 << ProductShift;
        ulong b0 = b._l0, b1 = b._l1, b2 = b._l2, b3 = b._l3, b4 = b._l4;
        ulong b1w = 19 * b1, b2w = 19 * b2, b3w = 19 * b3, b4w = 19 * b4;

        ulong low0 = 0, low1 = 0, low2 = 0, low3 = 0, low4 = 0;
        ulong high0 = Multiply(a0, b0, ref low0) + Multiply(a1, b4w, ref low0) + Multiply(a2, b3w, ref low0)
            + Multiply(a3, b2w, ref low0) + Multiply(a4, b1w, ref low0);
        ulong high1 = Multiply(a0, b1, ref low1) + Multiply(a1, b0, ref low1) + Multiply(a2, b4w, ref low1)
            + Multiply(a3, b3w, ref low1) + Multiply(a4, b2w, ref low1);
        ulong high2 = Multiply(a0, b2, ref low2) + Multiply(a1, b1, ref low2) + Multiply(a2, b0, ref low2)
            + Multiply(a3, b4w, ref low2) + Multiply(a4, b3w, ref low2);
        ulong high3 = Multiply(a0, b3, ref low3) + Multiply(a1, b2, ref low3) + Multiply(a2, b1, ref low3)
            + Multiply(a3, b0, ref low3) + Multiply(a4, b4w, ref low3);
        ulong high4 = Multiply(a0, b4, ref low4) + Multiply(a1, b3, ref low4) + Multiply(a2, b2, ref low4)
            + Multiply(a3, b1, ref low4) + Multiply(a4, b0, ref low4);
        Join(low0, low1, low2, low3, low4, high0, high1, high2, high3, high4, out product);
    }

    public readonly FieldElement Squared()
    {
        Square(this, out var square);
        return square;
    }

    public static void Square(in FieldElement a, out FieldElement square)
    {
        AssertMultipliable(a);
        ulong b0 = a._l0, b1 = a._l1, b2 = a._l2, b3 = a._l3, b4 = a._l4;
        ulong a0 = b0 << ProductShift, a1 = b1 << ProductShift, a2 = b2 << ProductShift;
        ulong a3 = b3 << ProductShift, a4 = b4 << ProductShift;
        ulong b1d = 2 * b1, b2d = 2 * b2, b3d = 2 * b3, b4d = 2 * b4;
        ulong b3w = 19 * b3, b4w = 19 * b4, b3dw = 2 * b3w, b4dw = 2 * b4w;

        ulong low0 = 0, low1 = 0, low2 = 0, low3 = 0, low4 = 0;
        ulong high0 = Multiply(a0, b0, ref low0) + Multiply(a1, b4dw, ref low0) + Multiply(a2, b3dw, ref low0);
        ulong high1 = Multiply(a0, b1d, ref low1) + Multiply(a2, b4dw, ref low1) + Multiply(a3, b3w, ref low1);
        ulong high2 = Multiply(a0, b2d, ref low2) + Multiply(a1, b1, ref low2) + Multiply(a3, b4dw, ref low2);
        ulong high3 = Multiply(a0, b3d, ref low3) + Multiply(a1, b2d, ref low3) + Multiply(a4, b4w, ref low3);
        ulong high4 = Multiply(a0, b4d, ref low4) + Multiply(a1, b3d, ref low4) + Multiply(a2, b2, ref low4);
        Join(low0, low1, low2, low3, low4, high0, high1, high2, high3, high4, out square);
    }

    /// <summary>this^(2^<paramref name="times"/>), <paramref name="times"/> at least 1 and public.</summary>
    public readonly FieldElement Squared(int times)
    {
        Square(this, out var r);
        for (int i = 1; i < times; i++)
            Square(r, out r);
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Multiply(ulong shifted, ulong factor, ref ulong low)
    {
        low += (shifted * factor) >> ProductShift;
        return WordProduct.High(shifted, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(
        ulong low0, ulong low1, ulong low2, ulong low3, ulong low4,
        ulong high0, ulong high1, ulong high2, ulong high3, ulong high4, out FieldElement r)
    {
        ulong r0 = low0 + (19 * 8 * high4), r1 = low1 + (8 * high0), r2 = low2 + (8 * high1);
        ulong r3 = low3 + (8 * high2), r4 = low4 + (8 * high3);
        Unsafe.SkipInit(out r);
        r._l0 = (r0 & LimbMask) + (19 * (r4 >> LimbBits));
        r._l1 = (r1 & LimbMask) + (r0 >> LimbBits);
        r._l2 = (r2 & LimbMask) + (r1 >> LimbBits);
        r._l3 = (r3 & LimbMask) + (r2 >> LimbBits);
        r._l4 = (r4 & LimbMask) + (r3 >> LimbBits);
    }

    [Conditional("DEBUG")]
    private static void AssertMultipliable(in FieldElement a) => Debug.Assert((a._l0 | a._l1 | a._l2 | a._l3 | a._l4) >> 54 == 0);
}
