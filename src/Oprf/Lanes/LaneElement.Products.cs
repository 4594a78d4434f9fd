using System.Runtime.CompilerServices;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// Products of ten limbs by ten. Limb i weighs 2^ceil(25.5 i), so a product of two odd limbs counts twice, and what reaches 2^255
/// comes back 19 times: d marks a doubled limb, w one times 19, x one times 38.
/// </summary>
/// <remarks>
/// With factors at the limits below the largest column, r0, stays below 2^63.5, and 19 or 38 times a limb below 2^32; docs/oprf.md
/// has the sums.
/// </remarks>
internal partial struct LaneElement<V>
{
    public static LaneElement<V> operator *(in LaneElement<V> a, in LaneElement<V> b)
    {
        Multiply(a, b, out var product);
        return product;
    }

    /// <summary>a * b, tight. Limits, in multiples of tight: a six, b three in even and five in odd limbs.</summary>
    /// <remarks>
    /// Row by row, as on paper, and limb j of b is multiplied by 19 just before the first row in which it wraps: so at most 23
    /// registers are in use, for those that go to memory cost most where the stack is not aligned to 64 bytes.
    /// </remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in LaneElement<V> a, in LaneElement<V> b, out LaneElement<V> product)
    {
        V b0 = b.L0, b1 = b.L1, b2 = b.L2, b3 = b.L3, b4 = b.L4;
        V b5 = b.L5, b6 = b.L6, b7 = b.L7, b8 = b.L8, b9 = b.L9;
        var a0 = a.L0;
        var nineteen = V.Of(19);
        V r0 = a0 * b0, r1 = a0 * b1, r2 = a0 * b2, r3 = a0 * b3, r4 = a0 * b4;
        V r5 = a0 * b5, r6 = a0 * b6, r7 = a0 * b7, r8 = a0 * b8, r9 = a0 * b9;

        b9 *= nineteen;
        V a1 = a.L1, a1d = a1 + a1;
        r0 = V.AddProduct(r0, a1d, b9);
        r1 = V.AddProduct(r1, a1, b0);
        r2 = V.AddProduct(r2, a1d, b1);
        r3 = V.AddProduct(r3, a1, b2);
        r4 = V.AddProduct(r4, a1d, b3);
        r5 = V.AddProduct(r5, a1, b4);
        r6 = V.AddProduct(r6, a1d, b5);
        r7 = V.AddProduct(r7, a1, b6);
        r8 = V.AddProduct(r8, a1d, b7);
        r9 = V.AddProduct(r9, a1, b8);

        b8 *= nineteen;
        V a2 = a.L2;
        r0 = V.AddProduct(r0, a2, b8);
        r1 = V.AddProduct(r1, a2, b9);
        r2 = V.AddProduct(r2, a2, b0);
        r3 = V.AddProduct(r3, a2, b1);
        r4 = V.AddProduct(r4, a2, b2);
        r5 = V.AddProduct(r5, a2, b3);
        r6 = V.AddProduct(r6, a2, b4);
        r7 = V.AddProduct(r7, a2, b5);
        r8 = V.AddProduct(r8, a2, b6);
        r9 = V.AddProduct(r9, a2, b7);

        b7 *= nineteen;
        V a3 = a.L3, a3d = a3 + a3;
        r0 = V.AddProduct(r0, a3d, b7);
        r1 = V.AddProduct(r1, a3, b8);
        r2 = V.AddProduct(r2, a3d, b9);
        r3 = V.AddProduct(r3, a3, b0);
        r4 = V.AddProduct(r4, a3d, b1);
        r5 = V.AddProduct(r5, a3, b2);
        r6 = V.AddProduct(r6, a3d, b3);
        r7 = V.AddProduct(r7, a3, b4);
        r8 = V.AddProduct(r8, a3d, b5);
        r9 = V.AddProduct(r9, a3, b6);

        b6 *= nineteen;
        V a4 = a.L4;
        r0 = V.AddProduct(r0, a4, b6);
        r1 = V.AddProduct(r1, a4, b7);
        r2 = V.AddProduct(r2, a4, b8);
        r3 = V.AddProduct(r3, a4, b9);
        r4 = V.AddProduct(r4, a4, b0);
        r5 = V.AddProduct(r5, a4, b1);
        r6 = V.AddProduct(r6, a4, b2);
        r7 = V.AddProduct(r7, a4, b3);
        r8 = V.AddProduct(r8, a4, b4);
        r9 = V.AddProduct(r9, a4, b5);

        b5 *= nineteen;
        V a5 = a.L5, a5d = a5 + a5;
        r0 = V.AddProduct(r0, a5d, b5);
        r1 = V.AddProduct(r1, a5, b6);
        r2 = V.AddProduct(r2, a5d, b7);
        r3 = V.AddProduct(r3, a5, b8);
        r4 = V.AddProduct(r4, a5d, b9);
        r5 = V.AddProduct(r5, a5, b0);
        r6 = V.AddProduct(r6, a5d, b1);
        r7 = V.AddProduct(r7, a5, b2);
        r8 = V.AddProduct(r8, a5d, b3);
        r9 = V.AddProduct(r9, a5, b4);

        b4 *= nineteen;
        V a6 = a.L6;
        r0 = V.AddProduct(r0, a6, b4);
        r1 = V.AddProduct(r1, a6, b5);
        r2 = V.AddProduct(r2, a6, b6);
        r3 = V.AddProduct(r3, a6, b7);
        r4 = V.AddProduct(r4, a6, b8);
        r5 = V.AddProduct(r5, a6, b9);
        r6 = V.AddProduct(r6, a6, b0);
        r7 = V.AddProduct(r7, a6, b1);
        r8 = V.AddProduct(r8, a6, b2);
        r9 = V.AddProduct(r9, a6, b3);

        b3 *= nineteen;
        V a7 = a.L7, a7d = a7 + a7;
        r0 = V.AddProduct(r0, a7d, b3);
        r1 = V.AddProduct(r1, a7, b4);
        r2 = V.AddProduct(r2, a7d, b5);
        r3 = V.AddProduct(r3, a7, b6);
        r4 = V.AddProduct(r4, a7d, b7);
        r5 = V.AddProduct(r5, a7, b8);
        r6 = V.AddProduct(r6, a7d, b9);
        r7 = V.AddProduct(r7, a7, b0);
        r8 = V.AddProduct(r8, a7d, b1);
        r9 = V.AddProduct(r9, a7, b2);

        b2 *= nineteen;
        V a8 = a.L8;
        r0 = V.AddProduct(r0, a8, b2);
        r1 = V.AddProduct(r1, a8, b3);
        r2 = V.AddProduct(r2, a8, b4);
        r3 = V.AddProduct(r3, a8, b5);
        r4 = V.AddProduct(r4, a8, b6);
        r5 = V.AddProduct(r5, a8, b7);
        r6 = V.AddProduct(r6, a8, b8);
        r7 = V.AddProduct(r7, a8, b9);
        r8 = V.AddProduct(r8, a8, b0);
        r9 = V.AddProduct(r9, a8, b1);

        b1 *= nineteen;
        V a9 = a.L9, a9d = a9 + a9;
        r0 = V.AddProduct(r0, a9d, b1);
        r1 = V.AddProduct(r1, a9, b2);
        r2 = V.AddProduct(r2, a9d, b3);
        r3 = V.AddProduct(r3, a9, b4);
        r4 = V.AddProduct(r4, a9d, b5);
        r5 = V.AddProduct(r5, a9, b6);
        r6 = V.AddProduct(r6, a9d, b7);
        r7 = V.AddProduct(r7, a9, b8);
        r8 = V.AddProduct(r8, a9d, b9);
        r9 = V.AddProduct(r9, a9, b0);
        Carry(r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, out product);
    }

    /// <summary>a * a, tight. Limit: a twofold tight.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square(in LaneElement<V> a, out LaneElement<V> square)
    {
        V a0 = a.L0, a1 = a.L1, a2 = a.L2, a3 = a.L3, a4 = a.L4;
        V a5 = a.L5, a6 = a.L6, a7 = a.L7, a8 = a.L8, a9 = a.L9;
        V a0d = a0 + a0, a1d = a1 + a1, a2d = a2 + a2, a3d = a3 + a3, a4d = a4 + a4;
        V a5d = a5 + a5, a6d = a6 + a6, a7d = a7 + a7;
        V nineteen = V.Of(19), thirtyEight = V.Of(38);
        V a5x = a5 * thirtyEight, a6w = a6 * nineteen, a7x = a7 * thirtyEight, a8w = a8 * nineteen, a9x = a9 * thirtyEight;

        var r0 = a0 * a0 + a1d * a9x + a2d * a8w + a3d * a7x + a4d * a6w + a5 * a5x;
        var r1 = a0d * a1 + a2 * a9x + a3d * a8w + a4 * a7x + a5d * a6w;
        var r2 = a0d * a2 + a1d * a1 + a3d * a9x + a4d * a8w + a5d * a7x + a6 * a6w;
        var r3 = a0d * a3 + a1d * a2 + a4 * a9x + a5d * a8w + a6 * a7x;
        var r4 = a0d * a4 + a1d * a3d + a2 * a2 + a5d * a9x + a6d * a8w + a7 * a7x;
        var r5 = a0d * a5 + a1d * a4 + a2d * a3 + a6 * a9x + a7d * a8w;
        var r6 = a0d * a6 + a1d * a5d + a2d * a4 + a3d * a3 + a7d * a9x + a8 * a8w;
        var r7 = a0d * a7 + a1d * a6 + a2d * a5 + a3d * a4 + a8 * a9x;
        var r8 = a0d * a8 + a1d * a7d + a2d * a6 + a3d * a5d + a4 * a4 + a9 * a9x;
        var r9 = a0d * a9 + a1d * a8 + a2d * a7 + a3d * a6 + a4d * a5;
        Carry(r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, out square);
    }

    public readonly LaneElement<V> Squared()
    {
        Square(this, out var square);
        return square;
    }

    /// <summary>this^(2^<paramref name="times"/>), <paramref name="times"/> at least 1 and public.</summary>
    public readonly LaneElement<V> Squared(int times)
    {
        Square(this, out var r);
        for (int i = 1; i < times; i++)
            Square(r, out r);
        return r;
    }
}
