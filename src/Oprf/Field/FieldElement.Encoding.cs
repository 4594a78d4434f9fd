using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pmo.Oprf.Field;

internal partial struct FieldElement
{
    public const int Size = 32;

    /// <summary>Reads 32 bytes little-endian; bit 255 is ignored, values from p on are taken mod p (RFC 9496 section 4.3.4).</summary>
    public static FieldElement FromBytes(ReadOnlySpan<byte> bytes)
    {
        ulong w0 = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ulong w1 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        ulong w2 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]);
        ulong w3 = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return new FieldElement(
            w0 & LimbMask,
            ((w0 >> 51) | (w1 << 13)) & LimbMask,
            ((w1 >> 38) | (w2 << 26)) & LimbMask,
            ((w2 >> 25) | (w3 << 39)) & LimbMask,
            (w3 >> 12) & LimbMask);
    }

    /// <summary>Writes the canonical 32 bytes, little-endian.</summary>
    public readonly void CopyTo(Span<byte> destination)
    {
        var t = Carried();

        // t < 2p. t >= p exactly if t + 19 reaches 2^255; then adding 19 and dropping bit 255 subtracts p.
        ulong q = (t._l0 + 19) >> LimbBits;
        q = (t._l1 + q) >> LimbBits;
        q = (t._l2 + q) >> LimbBits;
        q = (t._l3 + q) >> LimbBits;
        q = (t._l4 + q) >> LimbBits;

        ulong r0 = t._l0 + (19 * q);
        ulong r1 = t._l1 + (r0 >> LimbBits);
        ulong r2 = t._l2 + (r1 >> LimbBits);
        ulong r3 = t._l3 + (r2 >> LimbBits);
        ulong r4 = t._l4 + (r3 >> LimbBits);
        r0 &= LimbMask;
        r1 &= LimbMask;
        r2 &= LimbMask;
        r3 &= LimbMask;
        r4 &= LimbMask;

        BinaryPrimitives.WriteUInt64LittleEndian(destination, r0 | (r1 << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], (r1 >> 13) | (r2 << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], (r2 >> 26) | (r3 << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], (r3 >> 39) | (r4 << 12));
    }

    /// <summary>IS_NEGATIVE (RFC 9496 section 3.1): all ones if the canonical value is odd, else zero.</summary>
    public readonly ulong NegativeMask()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return 0UL - (bytes[0] & 1UL);
    }

    /// <summary>CT_EQ: all ones if both are the same residue, else zero.</summary>
    public static ulong EqualMask(in FieldElement a, in FieldElement b)
    {
        Span<byte> bytes = stackalloc byte[Size];
        (a - b).CopyTo(bytes);
        ulong any = BinaryPrimitives.ReadUInt64LittleEndian(bytes) | BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..])
            | BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) | BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]);
        return ~(0UL - ((any | (0UL - any)) >> 63));
    }

    public readonly ulong ZeroMask() => EqualMask(this, Zero);

    /// <summary>True if the 32 bytes are a canonical field element: below p, bit 255 clear.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> bytes)
    {
        Span<byte> again = stackalloc byte[Size];
        FromBytes(bytes).CopyTo(again);
        return CryptographicOperations.FixedTimeEquals(bytes, again);
    }
}
