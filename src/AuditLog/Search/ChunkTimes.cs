using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pmo.AuditLog.Search;

/// <summary>When the entries of one chunk were: milliseconds since 1970 for each of its places, from the first on. Immutable.</summary>
/// <param name="Ats">8 bytes a place, little endian.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChunkTimes(byte[] Ats)
{
    /// <summary>Stands where there is no entry.</summary>
    public const long Gap = long.MinValue;

    private const int Width = sizeof(long);

    /// <summary>How many places it tells of, up to 256.</summary>
    public int Count => Ats.Length / Width;

    /// <summary>The time at a place.</summary>
    /// <param name="index">Within the chunk, below <see cref="Count"/>.</param>
    public long this[int index] => BinaryPrimitives.ReadInt64LittleEndian(Ats.AsSpan(index * Width));

    /// <summary>The times of places.</summary>
    public static ChunkTimes Of(IReadOnlyList<long> times)
    {
        var ats = new byte[times.Count * Width];
        for (var i = 0; i < times.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(ats.AsSpan(i * Width), times[i]);
        }

        return new ChunkTimes(ats);
    }
}
