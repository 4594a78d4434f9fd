using System.Numerics;

namespace Pmo.AuditLog.Tree;

/// <summary>Verifies the proofs of RFC 9162 §2.1.3.2 and §2.1.4.2. Takes hostile input. Thread-safe.</summary>
public static class ProofVerifier
{
    /// <summary>Whether a leaf is in the tree with this root.</summary>
    /// <param name="leaf">Hash of the leaf.</param>
    /// <param name="index">Where it is, from 0.</param>
    /// <param name="size">Leaves of the tree.</param>
    /// <param name="path">The proof.</param>
    /// <param name="root">The tree's root.</param>
    public static bool Includes(ReadOnlySpan<byte> leaf, long index, long size, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (index < 0 || index >= size || path.Any(p => p.Length != TreeHash.Size))
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leaf.ToArray());
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = TreeHash.Node(sibling, hash);
                (node, last) = SkipLeft(node, last);
            }
            else
            {
                hash = TreeHash.Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether one tree is the beginning of another.</summary>
    /// <param name="first">Leaves of the smaller tree.</param>
    /// <param name="firstRoot">Its root.</param>
    /// <param name="second">Leaves of the larger tree.</param>
    /// <param name="secondRoot">Its root.</param>
    /// <param name="path">The proof.</param>
    public static bool IsConsistent(
        long first, ReadOnlySpan<byte> firstRoot, long second, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (first < 0 || first > second || path.Any(p => p.Length != TreeHash.Size))
        {
            return false;
        }

        if (first == 0 || first == second)
        {
            // Every tree begins with the empty one; and one tree has one root.
            return path.Count == 0 && (first == 0 ? firstRoot.SequenceEqual(TreeHash.Empty) : firstRoot.SequenceEqual(secondRoot));
        }

        // A smaller tree that is perfect is itself the first hash of the path.
        var hashes = BitOperations.IsPow2(first) ? [firstRoot.ToArray(), .. path] : path;
        if (hashes.Count == 0)
        {
            return false;
        }

        var (node, last) = (first - 1, second - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (one, two) = (hashes[0], hashes[0]);
        foreach (var hash in hashes.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                one = TreeHash.Node(hash, one);
                two = TreeHash.Node(hash, two);
                (node, last) = SkipLeft(node, last);
            }
            else
            {
                two = TreeHash.Node(two, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && firstRoot.SequenceEqual(one) && secondRoot.SequenceEqual(two);
    }

    // Up to where the node is a right child: on the way it was alone on the tree's right edge.
    private static (long Node, long Last) SkipLeft(long node, long last)
    {
        while ((node & 1) == 0 && node != 0)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        return (node, last);
    }
}
