using System.Buffers.Binary;

namespace Pmo.Oprf.Proof;

/// <summary>Bytes to be hashed, each part behind its length in two bytes where RFC 9497 says so.</summary>
internal ref struct Transcript(Span<byte> room)
{
    private readonly Span<byte> _room = room;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _room[.._length];

    /// <summary>I2OSP(len(part), 2) || part</summary>
    public void AppendPrefixed(ReadOnlySpan<byte> part)
    {
        AppendNumber(part.Length);
        Append(part);
    }

    /// <summary>I2OSP(value, 2)</summary>
    public void AppendNumber(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_room[_length..], checked((ushort)value));
        _length += sizeof(ushort);
    }

    public void Append(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_room[_length..]);
        _length += part.Length;
    }
}
