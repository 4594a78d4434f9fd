using System.Runtime.InteropServices;

namespace Pmo.Oprf.Lanes;

/// <summary>How Pippenger's method cuts weights into windows: each lane takes one window in each pass.</summary>
/// <param name="Bits">Bits of a window; digits are signed, from -2^(Bits-1) to 2^(Bits-1).</param>
/// <param name="Passes">Passes over all points.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WindowPlan(int Bits, int Passes)
{
    private const int MinBits = 4;
    private const int MaxBits = 12;

    // A canonical scalar is below 2^253, and the last signed digit may hand on a carry.
    private const int WeightBits = 254;

    // In additions of a point: a full addition, and copying tails lane by lane.
    private const double BucketCost = 2.2;

    /// <summary>Multiples that digits can ask for: 1 to 2^(Bits-1).</summary>
    public int Buckets => 1 << (Bits - 1);

    /// <summary>The plan with the fewest additions: each pass adds every point and, a little dearer, every bucket.</summary>
    public static WindowPlan For(int points, int lanes)
    {
        var best = new WindowPlan(MinBits, PassesFor(MinBits, lanes));
        for (int bits = MinBits + 1; bits <= MaxBits; bits++)
        {
            var plan = new WindowPlan(bits, PassesFor(bits, lanes));
            if (plan.Cost(points) < best.Cost(points))
                best = plan;
        }
        return best;
    }

    /// <summary>Writes the signed digits of one weight, window after window.</summary>
    /// <param name="weight">32 bytes little-endian, below 2^253. Public.</param>
    /// <param name="digits">One for each window, <paramref name="stride"/> apart.</param>
    public void WriteDigits(ReadOnlySpan<byte> weight, Span<short> digits, int stride)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(weight);
        int carry = 0;
        for (int at = 0, bit = 0; at < digits.Length; at += stride, bit += Bits)
        {
            int word = bit >> 6, shift = bit & 63;
            ulong window = word < words.Length ? words[word] >> shift : 0;
            if (shift + Bits > 64 && word + 1 < words.Length)
                window |= words[word + 1] << (64 - shift);
            int digit = (int)(window & ((1UL << Bits) - 1)) + carry;
            carry = digit > Buckets ? 1 : 0;
            digits[at] = (short)(digit - (carry << Bits));
        }
    }

    private static int PassesFor(int bits, int lanes) => (((WeightBits + bits - 1) / bits) + lanes - 1) / lanes;

    private double Cost(int points) => Passes * (points + (BucketCost * Buckets));
}
