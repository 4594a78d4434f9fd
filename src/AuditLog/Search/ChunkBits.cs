using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pmo.AuditLog.Search;

/// <summary>A set of places of one chunk: 256 consecutive places of the log. Immutable.</summary>
internal readonly record struct ChunkBits
{
    /// <summary>Places of a chunk.</summary>
    public const int Places = 256;

    /// <summary>Bytes of a set; bit <c>i</c> is of byte <c>i / 8</c>, value <c>1 &lt;&lt; i % 8</c>.</summary>
    public const int Size = Places / 8;

    private readonly Vector256<byte> _bits;

    private ChunkBits(Vector256<byte> bits) => _bits = bits;

    /// <summary>The set as it is stored.</summary>
    /// <param name="bits">32 bytes.</param>
    public ChunkBits(ReadOnlySpan<byte> bits) => _bits = Vector256.Create(bits);

    /// <summary>All places of a chunk.</summary>
    public static ChunkBits All { get; } = new(Vector256<byte>.AllBitsSet);

    public bool IsEmpty => _bits == Vector256<byte>.Zero;

    /// <summary>How many places.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(ToArray()))
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public static ChunkBits operator |(ChunkBits left, ChunkBits right) => new(left._bits | right._bits);

    public static ChunkBits operator &(ChunkBits left, ChunkBits right) => new(left._bits & right._bits);

    /// <summary>What is in this set and not in another.</summary>
    public ChunkBits Without(ChunkBits other) => new(Vector256.AndNot(_bits, other._bits));

    /// <summary>Whether a place is in it.</summary>
    /// <param name="index">Within the chunk, 0 to 255.</param>
    public bool Has(int index) => (_bits[index / 8] & (1 << (index % 8))) != 0;

    /// <summary>The set as it is stored, 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bits = new byte[Size];
        _bits.CopyTo(bits);
        return bits;
    }
}
