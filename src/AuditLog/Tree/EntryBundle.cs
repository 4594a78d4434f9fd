using System.Buffers.Binary;

namespace Pmo.AuditLog.Tree;

/// <summary>Entry bundles of <c>tlog-tiles</c>: each entry behind its length, 16 bits big-endian. Here every entry is a commitment of 32 bytes.</summary>
public static class EntryBundle
{
    private const int Stride = sizeof(ushort) + TreeHash.Size;

    /// <summary>Writes a bundle.</summary>
    /// <param name="commitments">1 to 256 of 32 bytes.</param>
    public static byte[] Write(IReadOnlyList<byte[]> commitments)
    {
        ArgumentNullException.ThrowIfNull(commitments);
        var bundle = new byte[commitments.Count * Stride];
        for (var i = 0; i < commitments.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(i * Stride), TreeHash.Size);
            commitments[i].CopyTo(bundle, (i * Stride) + sizeof(ushort));
        }

        return bundle;
    }

    /// <summary>Reads a bundle of exactly <paramref name="count"/> commitments; null when it is anything else.</summary>
    public static IReadOnlyList<byte[]>? Read(ReadOnlySpan<byte> bundle, int count)
    {
        if (bundle.Length != count * Stride)
        {
            return null;
        }

        var commitments = new List<byte[]>(count);
        for (; bundle.Length > 0; bundle = bundle[Stride..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(bundle) != TreeHash.Size)
            {
                return null;
            }

            commitments.Add(bundle[sizeof(ushort)..Stride].ToArray());
        }

        return commitments;
    }
}
