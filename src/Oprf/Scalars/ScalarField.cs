using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Scalars;

/// <summary>
/// Arithmetic mod l = 2^252 + 27742317777372353535851937790883648493 (RFC 9496 section 4.4), in constant time:
/// Montgomery products with R = 2^260.
/// </summary>
internal static class ScalarField
{
    private const int Limbs = ScalarLimbs.Count;

    // A factor shifted by 12 makes the two words of a 64 x 64 product split at bit 52: columns add up without carries.
    private const int ProductShift = 64 - ScalarLimbs.Bits;

    // -1/l mod 2^52
    private const ulong MinusInverse = 0x51da312547e1b;

    private static ScalarLimbs L => ScalarLimbs.Of(0x2631a5cf5d3ed, 0xdea2f79cd6581, 0x14def9, 0, 0x100000000000);

    /// <summary>(l + 1)/2</summary>
    public static ScalarLimbs OneHalf => ScalarLimbs.Of(0x9318d2e7ae9f7, 0xef517bce6b2c0, 0xa6f7c, 0x0, 0x80000000000);

    // R mod l: 1 in Montgomery form.
    private static ScalarLimbs R => ScalarLimbs.Of(0xf48bd6721e6ed, 0x3bab5ac67e45a, 0xfffffeb35e51b, 0xfffffffffffff, 0xfffffffffff);

    // R^2 mod l
    private static ScalarLimbs RSquared => ScalarLimbs.Of(
        0x9d265e952d13b, 0xd63c715bea69f, 0x5be65cb687604, 0x3dceec73d217f, 0x9411b7c309a);

    // l - 2, in words of 64 bits, most significant first.
    private static ReadOnlySpan<ulong> Exponent => [0x1000000000000000, 0, 0x14def9dea2f79cd6, 0x5812631a5cf5d3eb];

    public static ScalarLimbs Add(in ScalarLimbs a, in ScalarLimbs b)
    {
        Span<ulong> sum = stackalloc ulong[Limbs];
        for (int i = 0; i < Limbs; i++)
            sum[i] = a[i] + b[i];
        return Reduced(sum);
    }

    public static ScalarLimbs Negate(in ScalarLimbs a)
    {
        Span<ulong> difference = stackalloc ulong[Limbs];
        Subtract(L, a, difference);
        return Reduced(difference); // l - 0 = l becomes 0
    }

    public static ScalarLimbs Multiply(in ScalarLimbs a, in ScalarLimbs b) => MontgomeryProduct(MontgomeryProduct(a, b), RSquared);

    /// <summary>1/a = a^(l-2), and 0 for 0. The exponent is public, so its bits may steer.</summary>
    public static ScalarLimbs Invert(in ScalarLimbs a)
    {
        var power = MontgomeryProduct(a, RSquared);
        var result = R;
        foreach (ulong word in Exponent)
        {
            for (int bit = 63; bit >= 0; bit--)
            {
                result = MontgomeryProduct(result, result);
                if (((word >> bit) & 1) != 0)
                    result = MontgomeryProduct(result, power);
            }
        }
        return MontgomeryProduct(result, ScalarLimbs.Of(1, 0, 0, 0, 0));
    }

    /// <summary>The value of 64 bytes little-endian, mod l.</summary>
    public static ScalarLimbs ReduceWide(ReadOnlySpan<byte> wide)
    {
        // Split at bit 260 = log2 R, both halves need no constants but R and R^2: low * R / R + high * R^2 / R.
        Span<byte> half = stackalloc byte[32];
        wide[..32].CopyTo(half);
        var low = ScalarLimbs.FromBytes(half);
        low[4] |= (ulong)(wide[32] & 15) << 48;
        for (int i = 0; i < 31; i++)
            half[i] = (byte)((wide[32 + i] >> 4) | (wide[33 + i] << 4));
        half[31] = (byte)(wide[63] >> 4);
        var high = ScalarLimbs.FromBytes(half);
        CryptographicOperations.ZeroMemory(half);
        return Add(MontgomeryProduct(low, R), MontgomeryProduct(high, RSquared));
    }

    /// <summary>All ones if a is below l, else zero.</summary>
    public static ulong BelowLMask(in ScalarLimbs a)
    {
        Span<ulong> ignored = stackalloc ulong[Limbs];
        return Subtract(a, L, ignored);
    }

    /// <summary>a * b / R mod l, canonical, for a * b below R * l.</summary>
    private static ScalarLimbs MontgomeryProduct(in ScalarLimbs a, in ScalarLimbs b)
    {
        Span<ulong> columns = stackalloc ulong[2 * Limbs];
        columns.Clear();
        for (int i = 0; i < Limbs; i++)
            MultiplyAdd(a[i], b, columns[i..]);
        var l = L;
        for (int i = 0; i < Limbs; i++)
        {
            ulong m = (columns[i] * MinusInverse) & ScalarLimbs.Mask;
            MultiplyAdd(m, l, columns[i..]);
            columns[i + 1] += columns[i] >> ScalarLimbs.Bits;
        }
        var result = Reduced(columns[Limbs..]);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(columns));
        return result;
    }

    /// <summary>columns += factor * limbs, with columns of weight 2^52 that may exceed 52 bits.</summary>
    private static void MultiplyAdd(ulong factor, in ScalarLimbs limbs, Span<ulong> columns)
    {
        ulong shifted = factor << ProductShift;
        for (int j = 0; j < Limbs; j++)
        {
            columns[j] += (shifted * limbs[j]) >> ProductShift;
            columns[j + 1] += WordProduct.High(shifted, limbs[j]);
        }
    }

    /// <summary>Carries, then subtracts l once if that leaves nothing negative; for values below 2l.</summary>
    private static ScalarLimbs Reduced(Span<ulong> value)
    {
        var carried = default(ScalarLimbs);
        ulong carry = 0;
        for (int i = 0; i < Limbs; i++)
        {
            ulong limb = value[i] + carry;
            carried[i] = limb & ScalarLimbs.Mask;
            carry = limb >> ScalarLimbs.Bits;
        }
        ulong below = Subtract(carried, L, value);
        for (int i = 0; i < Limbs; i++)
            carried[i] = value[i] ^ (below & (value[i] ^ carried[i]));
        return carried;
    }

    /// <summary>difference = a - b mod 2^260; returns all ones if a is below b, else zero.</summary>
    private static ulong Subtract(in ScalarLimbs a, in ScalarLimbs b, Span<ulong> difference)
    {
        ulong borrow = 0;
        for (int i = 0; i < Limbs; i++)
        {
            ulong limb = a[i] - b[i] - borrow;
            difference[i] = limb & ScalarLimbs.Mask;
            borrow = limb >> 63;
        }
        return 0UL - borrow;
    }
}
