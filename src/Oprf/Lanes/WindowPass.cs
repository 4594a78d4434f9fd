using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// One pass of Pippenger's method: each lane sums digit * P over all points for a window of its own. Public data.
/// </summary>
/// <remarks>
/// Usually every digit has a bucket, which lanes could reach only by gather and scatter. Here each lane adds its points by falling
/// digit to one running sum; what that is when the last point with a digit of d or more has come in is the d-th tail, and the sum
/// over all tails is the sum of digit * P.
/// </remarks>
internal static class WindowPass<V>
    where V : unmanaged, ILanes<V>
{
    /// <param name="rows">The points.</param>
    /// <param name="orders">The order of the window of each lane.</param>
    /// <param name="buckets">The largest absolute digit.</param>
    /// <param name="sum">The lanes' sums.</param>
    [SkipLocalsInit]
    public static void Sum(AffineRows<V> rows, ReadOnlySpan<WindowOrder> orders, int buckets, out LanePoint<V> sum)
    {
        using var tails = new PooledBuffer<LanePoint<V>>(buckets);
        Span<int> next = stackalloc int[V.Count]; // the tail that a lane comes to next
        next.Fill(buckets);
        int steps = 0;
        foreach (var order in orders)
            steps = Math.Max(steps, order.Length);

        Span<byte> room = stackalloc byte[AlignedRoom.SizeOf<Workspace>()];
        ref var work = ref AlignedRoom.In<Workspace>(room);
        work.Running = LanePoint<V>.Identity;
        Choose(rows, orders, 0, ref work.Even);
        for (int step = 0; ; step++)
        {
            KeepTails(work.Running, orders, step, next, tails.Span);
            if (step == steps)
                break;

            // The next row is written before this one is read: a wide read of words just written would have to wait for them.
            bool isEven = (step & 1) == 0;
            Choose(rows, orders, step + 1, ref isEven ? ref work.Odd : ref work.Even);
            (isEven ? ref work.Even : ref work.Odd).Unpack(ref work.Addend);
            LanePoint<V>.AddAffine(work.Running, work.Addend, out work.Added);
            work.Added.Write(out work.Running);
        }
        work.Running = LanePoint<V>.Identity;
        foreach (ref readonly var tail in tails.Span)
        {
            LaneCached<V>.From(tail, out work.Addend);
            LanePoint<V>.Add(work.Running, work.Addend, out work.Added);
            work.Added.Write(out work.Running);
        }
        sum = work.Running;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Choose(AffineRows<V> rows, ReadOnlySpan<WindowOrder> orders, int step, ref Pick<V> pick)
    {
        for (int lane = 0; lane < orders.Length; lane++)
        {
            var order = orders[lane].Rows;
            int row = step < order.Length ? order[step] : rows.Neutral << 1;
            rows.Pick(row >> 1, (row & 1) != 0, lane, ref pick);
        }
    }

    private static void KeepTails(
        in LanePoint<V> running, ReadOnlySpan<WindowOrder> orders, int step, Span<int> next, Span<LanePoint<V>> tails)
    {
        for (int lane = 0; lane < orders.Length; lane++)
        {
            if (next[lane] == 0)
                continue;
            var ends = orders[lane].Ends;
            for (; next[lane] > 0 && ends[next[lane]] == step; next[lane]--)
                tails[next[lane] - 1].CopyLane(lane, running);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Workspace
    {
        public LanePoint<V> Running;
        public LaneCompleted<V> Added;
        public LaneCached<V> Addend;
        public Pick<V> Even, Odd;
    }
}
