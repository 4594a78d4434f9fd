using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Pmo.Oprf.Scalars;

/// <summary>Five limbs of 52 bits, least significant first.</summary>
[InlineArray(Count)]
internal struct ScalarLimbs
{
    public const int Count = 5;
    public const int Bits = 52;
    public const ulong Mask = (1UL << Bits) - 1;

    private ulong _first;

    public static ScalarLimbs Of(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
    {
        var limbs = default(ScalarLimbs);
        limbs[0] = l0;
        limbs[1] = l1;
        limbs[2] = l2;
        limbs[3] = l3;
        limbs[4] = l4;
        return limbs;
    }

    /// <summary>Reads 32 bytes little-endian, not reduced.</summary>
    public static ScalarLimbs FromBytes(ReadOnlySpan<byte> bytes)
    {
        ulong w0 = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ulong w1 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        ulong w2 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        ulong w3 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return Of(
            w0 & Mask,
            ((w0 >> 52) | (w1 << 12)) & Mask,
            ((w1 >> 40) | (w2 << 24)) & Mask,
            ((w2 >> 28) | (w3 << 36)) & Mask,
            w3 >> 16);
    }

    /// <summary>Writes 32 bytes little-endian; the value must be below 2^256 and its limbs carried.</summary>
    public readonly void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, this[0] | (this[1] << 52));
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], (this[1] >> 12) | (this[2] << 40));
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], (this[2] >> 24) | (this[3] << 28));
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], (this[3] >> 36) | (this[4] << 16));
    }
}
