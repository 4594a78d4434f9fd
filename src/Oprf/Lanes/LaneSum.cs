using Pmo.Oprf.Batch;
using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Lanes;

/// <summary>Sums of weighted points that anyone may know, by Pippenger's method with a window in each lane.</summary>
internal static class LaneSum<V>
    where V : unmanaged, ILanes<V>
{
    // With fewer points on a core, the tails of another part cost more than an idle core.
    private const int PartFrom = 1024;

    /// <summary>Sum of weight[i] * point[i].</summary>
    /// <param name="weights">n x 32 bytes, each a scalar, little-endian. Public.</param>
    /// <param name="groups">n decoded points (Z = 1), the last group filled up with neutral ones. Public.</param>
    public static ExtendedPoint Of(ReadOnlySpan<byte> weights, ReadOnlySpan<LanePoint<V>> groups) =>
        Of(weights, groups, Math.Clamp(weights.Length / Scalar.Size / PartFrom, 1, Cores.Degree));

    /// <summary>The same, with the points cut into so many parts for as many cores.</summary>
    internal static ExtendedPoint Of(ReadOnlySpan<byte> weights, ReadOnlySpan<LanePoint<V>> groups, int parts)
    {
        int count = weights.Length / Scalar.Size;
        int part = (count + parts - 1) / parts;
        var plan = WindowPlan.For(part, V.Count);
        int windows = plan.Passes * V.Count;

        using var rows = new AffineRows<V>(groups);
        using var digits = new PooledArray<short>(windows * count);
        for (int i = 0; i < count; i++)
            plan.WriteDigits(weights.Slice(i * Scalar.Size, Scalar.Size), digits.Span[i..], count);

        var sums = new LanePoint<V>[plan.Passes * parts];
        Cores.ForEach(sums.Length, 1, (i, _) =>
        {
            int from = i % parts * part;
            Pass(rows, digits.Span, count, i / parts, from, Math.Min(from + part, count), plan.Buckets, out sums[i]);
        });

        var sum = ExtendedPoint.Identity;
        for (int window = windows - 1; window >= 0; window--)
        {
            for (int i = 0; i < plan.Bits; i++)
                sum = sum.Add(sum.Cached());
            for (int i = 0; i < parts; i++)
                sum = sum.Add(sums[(window / V.Count * parts) + i].At(window % V.Count).Cached());
        }
        return sum;
    }

    /// <summary>Points [from, to) in the windows of one pass.</summary>
    private static void Pass(
        AffineRows<V> rows, ReadOnlySpan<short> digits, int count, int pass, int from, int to, int buckets, out LanePoint<V> sum)
    {
        var orders = new WindowOrder[V.Count];
        for (int lane = 0; lane < orders.Length; lane++)
            orders[lane] = new WindowOrder(digits.Slice((((pass * V.Count) + lane) * count) + from, to - from), from, buckets);
        WindowPass<V>.Sum(rows, orders, buckets, out sum);
        foreach (var order in orders)
            order.Dispose();
    }
}
