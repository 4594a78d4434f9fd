using System.Buffers.Binary;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Tests.Tree;

/// <summary>A tree in memory, hashed by the definition of RFC 6962 §2.1 word for word: the oracle.</summary>
internal sealed class Memory(int size) : INodeReader
{
    public byte[][] Leaves { get; } = [.. Enumerable.Range(0, size).Select(i => TreeHash.Leaf(Entry(i)))];

    public static byte[] Entry(int i)
    {
        var entry = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(entry, i);
        return entry;
    }

    public byte[] Root(int first, int last)
    {
        if (last - first == 1)
        {
            return Leaves[first];
        }

        var split = 1;
        while (split * 2 < last - first)
        {
            split *= 2;
        }

        return TreeHash.Node(Root(first, first + split), Root(first + split, last));
    }

    public byte[] Root() => Leaves.Length == 0 ? TreeHash.Empty : Root(0, Leaves.Length);

    public ValueTask<byte[]> ReadAsync(int height, long index, CancellationToken cancellation) =>
        new(Root((int)(index << height), (int)((index + 1) << height)));
}
