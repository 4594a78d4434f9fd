using System.Numerics;

namespace Pmo.AuditLog.Tree;

/// <summary>Makes the proofs of RFC 9162 §2.1.3.1 and §2.1.4.1.</summary>
public static class ProofBuilder
{
    /// <summary>Proof that a leaf is in a tree.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="nodes">The tree, or a larger one of which it is the beginning.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IReadOnlyList<byte[]>> InclusionAsync(long index, long size, INodeReader nodes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            var isLeft = index < middle;
            path.Add(isLeft ? await RangeAsync(middle, to, nodes, cancellation) : await RangeAsync(from, middle, nodes, cancellation));
            (from, to) = isLeft ? (from, middle) : (middle, to);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Proof that a tree is the beginning of a larger one; without hashes when they are the same.</summary>
    /// <param name="first">Leaves of the smaller tree, from 1.</param>
    /// <param name="second">Leaves of the larger tree.</param>
    /// <param name="nodes">The larger tree.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IReadOnlyList<byte[]>> ConsistencyAsync(long first, long second, INodeReader nodes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var path = new List<byte[]>();
        var (from, to, isWhole) = (0L, second, true);
        while (first != to)
        {
            var middle = from + Split(to - from);
            var isLeft = first <= middle;
            path.Add(isLeft ? await RangeAsync(middle, to, nodes, cancellation) : await RangeAsync(from, middle, nodes, cancellation));
            (from, to, isWhole) = isLeft ? (from, middle, isWhole) : (middle, to, false);
        }

        if (!isWhole)
        {
            path.Add(await RangeAsync(from, to, nodes, cancellation));
        }

        path.Reverse();
        return path;
    }

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    public static async Task<byte[]> RootAsync(long size, INodeReader nodes, CancellationToken cancellation) =>
        size == 0 ? TreeHash.Empty : await RangeAsync(0, size, nodes, cancellation);

    // In every range that occurs, the beginning is a multiple of the largest power of two in its length.
    private static async ValueTask<byte[]> RangeAsync(long from, long to, INodeReader nodes, CancellationToken cancellation)
    {
        var length = to - from;
        if (BitOperations.IsPow2(length))
        {
            var height = BitOperations.Log2((ulong)length);
            return await nodes.ReadAsync(height, from >> height, cancellation);
        }

        var middle = from + Split(length);
        var left = await RangeAsync(from, middle, nodes, cancellation);
        var right = await RangeAsync(middle, to, nodes, cancellation);
        return TreeHash.Node(left, right);
    }

    // The largest power of two smaller than n.
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));
}
