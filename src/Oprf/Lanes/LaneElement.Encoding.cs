using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Lanes;

internal partial struct LaneElement<V>
{
    /// <summary>The same residue in every lane.</summary>
    public static LaneElement<V> Of(in FieldElement x)
    {
        Span<byte> bytes = stackalloc byte[FieldElement.Size];
        x.CopyTo(bytes);
        var r = default(LaneElement<V>);
        for (int lane = 0; lane < V.Count; lane++)
            r.Load(lane, bytes);
        return r;
    }

    /// <summary>Reads 32 bytes little-endian into one lane, as <see cref="FieldElement.FromBytes"/> does; tight.</summary>
    public void Load(int lane, ReadOnlySpan<byte> bytes)
    {
        ref ulong limb = ref LaneOf(ref this, lane);
        int bit = 0;
        for (int i = 0; i < Limbs; i++)
        {
            // A limb of 26 bits begins within bits 0 to 7 of its first byte; the last one ends at bit 254, before the unused top bit.
            int at = Math.Min(bit >> 3, FieldElement.Size - sizeof(ulong));
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) >> (bit - (8 * at));
            bool even = (i & 1) == 0;
            Unsafe.Add(ref limb, i * V.Count) = word & (even ? EvenMask : OddMask);
            bit += even ? EvenBits : OddBits;
        }
    }

    /// <summary>Writes the 32 bytes of one lane of a canonical element, little-endian.</summary>
    public readonly void Store(int lane, Span<byte> bytes)
    {
        ref ulong limb = ref LaneOf(ref Unsafe.AsRef(in this), lane);
        var w = UInt128.Zero; // bits not yet written
        int bits = 0;
        for (int i = 0, at = 0; i < Limbs; i++)
        {
            w |= (UInt128)Unsafe.Add(ref limb, i * V.Count) << bits;
            bits += (i & 1) == 0 ? EvenBits : OddBits;
            if (bits < 64 && i < Limbs - 1)
                continue;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], (ulong)w);
            w >>= 64;
            bits -= 64;
            at += sizeof(ulong);
        }
    }

    /// <summary>One lane as an element of the portable path; this tight.</summary>
    public readonly FieldElement At(int lane)
    {
        Span<byte> bytes = stackalloc byte[FieldElement.Size];
        Canonical().Store(lane, bytes);
        return FieldElement.FromBytes(bytes);
    }

    /// <summary>The residues below p; this tight.</summary>
    public readonly LaneElement<V> Canonical()
    {
        // this < 2p. It is at least p exactly if this + 19 reaches 2^255; then adding 19 and dropping bit 255 subtracts p.
        V even = V.Of(EvenMask), odd = V.Of(OddMask), nineteen = V.Of(19);
        var q = (L0 + nineteen) >> EvenBits;
        q = (L1 + q) >> OddBits;
        q = (L2 + q) >> EvenBits;
        q = (L3 + q) >> OddBits;
        q = (L4 + q) >> EvenBits;
        q = (L5 + q) >> OddBits;
        q = (L6 + q) >> EvenBits;
        q = (L7 + q) >> OddBits;
        q = (L8 + q) >> EvenBits;
        q = (L9 + q) >> OddBits;

        Unsafe.SkipInit(out LaneElement<V> r);
        r.L0 = L0 + (q * nineteen);
        r.L1 = L1 + (r.L0 >> EvenBits);
        r.L2 = L2 + (r.L1 >> OddBits);
        r.L3 = L3 + (r.L2 >> EvenBits);
        r.L4 = L4 + (r.L3 >> OddBits);
        r.L5 = L5 + (r.L4 >> EvenBits);
        r.L6 = L6 + (r.L5 >> OddBits);
        r.L7 = L7 + (r.L6 >> EvenBits);
        r.L8 = L8 + (r.L7 >> OddBits);
        r.L9 = (L9 + (r.L8 >> EvenBits)) & odd;
        r.L0 &= even;
        r.L1 &= odd;
        r.L2 &= even;
        r.L3 &= odd;
        r.L4 &= even;
        r.L5 &= odd;
        r.L6 &= even;
        r.L7 &= odd;
        r.L8 &= even;
        return r;
    }

    /// <summary>IS_NEGATIVE (RFC 9496 section 3.1): all ones in the lanes whose canonical value is odd; this tight.</summary>
    public readonly V NegativeMask() => V.Zero - (Canonical().L0 & V.Of(1));

    /// <summary>All ones in the lanes that are 0; this tight.</summary>
    public readonly V ZeroMask()
    {
        var c = Canonical();
        return V.Equal(c.L0 | c.L1 | c.L2 | c.L3 | c.L4 | c.L5 | c.L6 | c.L7 | c.L8 | c.L9, V.Zero);
    }

    /// <summary>CT_EQ: all ones in the lanes where both are the same residue; b tight.</summary>
    public static V EqualMask(in LaneElement<V> a, in LaneElement<V> b) => (a - b).Carried().ZeroMask();

    /// <summary>CT_ABS (RFC 9496 section 3.2): in each lane the one of x and -x that is not negative; this tight.</summary>
    public readonly LaneElement<V> Absolute() => Select(NegativeMask(), Negated(), this);

    /// <summary>Limb 0 of a lane; the next limb is <see cref="ILanes{T}.Count"/> further.</summary>
    private static ref ulong LaneOf(ref LaneElement<V> x, int lane) =>
        ref Unsafe.Add(ref Unsafe.As<LaneElement<V>, ulong>(ref x), lane);
}
