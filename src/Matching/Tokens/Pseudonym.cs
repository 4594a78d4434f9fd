using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pmo.Matching.Tokens;

/// <summary>Under what a person's records lie: 16 bytes, made by <see cref="Epochs.EpochKeys"/> only. Never prints itself.</summary>
internal readonly record struct Pseudonym
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private Pseudonym(UInt128 value) => _value = value;

    /// <param name="bytes">At least 16 bytes, of which the first 16 count.</param>
    public static Pseudonym Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>The pseudonyms that lie one after the other in <paramref name="bytes"/>.</summary>
    public static Pseudonym[] ReadAll(ReadOnlySpan<byte> bytes)
    {
        var all = new Pseudonym[bytes.Length / Size];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = Read(bytes[(i * Size)..]);
        }

        return all;
    }

    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The first byte.</summary>
    public int First => (int)(_value >> 120);

    /// <summary>For statements only.</summary>
    public string ToHex() => _value.ToString("X32", CultureInfo.InvariantCulture);

    /// <summary>An order in which equal ones stand together.</summary>
    public static int Compare(Pseudonym a, Pseudonym b) => a._value.CompareTo(b._value);

    /// <summary>Puts them in the order of <see cref="Compare"/>.</summary>
    public static void Sort(Span<Pseudonym> all) => MemoryMarshal.Cast<Pseudonym, UInt128>(all).Sort(); // a call for each comparison takes longer than it

    public override string ToString() => nameof(Pseudonym);
}
