using System.Security.Cryptography;

namespace Pmo.AuditLog.Tree;

/// <summary>The hashes of RFC 6962 §2.1: SHA-256, a leaf under the prefix 0, a node under the prefix 1. Thread-safe.</summary>
public static class TreeHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    internal const byte LeafPrefix = 0;
    internal const byte NodePrefix = 1;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>The hash of a leaf.</summary>
    /// <param name="entry">Any bytes; here always a commitment of 32.</param>
    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        var hash = new byte[Size];
        Leaf(entry, hash);
        return hash;
    }

    /// <summary>The hash of two neighbours.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Size];
        Node(left, right, hash);
        return hash;
    }

    /// <summary>The root over a power of two of hashes that lie one behind the other.</summary>
    public static byte[] Root(ReadOnlySpan<byte> hashes)
    {
        var work = hashes.ToArray();
        for (var count = work.Length / Size; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                Node(work.AsSpan(2 * i * Size, Size), work.AsSpan(((2 * i) + 1) * Size, Size), work.AsSpan(i * Size, Size));
            }
        }

        return work[..Size];
    }

    internal static void Leaf(ReadOnlySpan<byte> entry, Span<byte> hash)
    {
        Span<byte> input = entry.Length <= 64 ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        SHA256.HashData(input, hash);
    }

    // The result may lie where one of the inputs lay.
    internal static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Size)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        SHA256.HashData(input, hash);
    }
}
