namespace Pmo.Oprf.Curve;

/// <summary>Sums of weighted points that anyone may know: running time and memory access depend on the weights.</summary>
internal static class PublicSum
{
    // Below this many points a bucket for each byte value costs more than it saves.
    private const int BucketsFrom = 48;
    private const int Buckets = byte.MaxValue;

    /// <summary>Sum of weight[i] * point[i].</summary>
    /// <param name="weights">n x 32 bytes, each a scalar, little-endian. Public.</param>
    /// <param name="points">n points. Public.</param>
    public static ExtendedPoint Of(ReadOnlySpan<byte> weights, ReadOnlySpan<ExtendedPoint> points)
    {
        if (points.Length >= BucketsFrom)
            return Bucketed(weights, points);

        Span<sbyte> digits = stackalloc sbyte[SignedDigits.Count];
        var sum = ExtendedPoint.Identity;
        for (int i = 0; i < points.Length; i++)
        {
            SignedDigits.Write(weights.Slice(i * Scalar.Size, Scalar.Size), digits);
            sum = sum.Add(ScalarMultiplication.Multiply(digits, points[i]).Cached());
        }
        return sum;
    }

    /// <summary>Pippenger's method with one window for each byte of the weights.</summary>
    private static ExtendedPoint Bucketed(ReadOnlySpan<byte> weights, ReadOnlySpan<ExtendedPoint> points)
    {
        var cached = new CachedPoint[points.Length];
        for (int i = 0; i < points.Length; i++)
            cached[i] = points[i].Cached();

        var buckets = new ExtendedPoint[Buckets];
        var sum = ExtendedPoint.Identity;
        for (int window = Scalar.Size - 1; window >= 0; window--)
        {
            for (int i = 0; i < 8; i++)
                sum = sum.Add(sum.Cached());
            Array.Fill(buckets, ExtendedPoint.Identity);
            for (int i = 0; i < cached.Length; i++)
            {
                int digit = weights[(i * Scalar.Size) + window];
                if (digit != 0)
                    Accumulate(ref buckets[digit - 1], cached[i]);
            }
            sum = sum.Add(Weighted(buckets).Cached());
        }
        return sum;
    }

    private static void Accumulate(ref ExtendedPoint bucket, in CachedPoint p)
    {
        ExtendedPoint.Add(bucket, p, out var sum);
        sum.Write(out bucket);
    }

    /// <summary>Sum of (i + 1) * bucket[i]: the sum of all its tails.</summary>
    private static ExtendedPoint Weighted(ExtendedPoint[] buckets)
    {
        var tail = ExtendedPoint.Identity;
        var sum = ExtendedPoint.Identity;
        for (int i = buckets.Length - 1; i >= 0; i--)
        {
            tail = tail.Add(buckets[i].Cached());
            sum = sum.Add(tail.Cached());
        }
        return sum;
    }
}
