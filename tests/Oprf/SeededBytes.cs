using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pmo.Oprf.Tests;

/// <summary>Repeatable bytes: SHA-512(seed, counter), so that a failure happens again.</summary>
internal sealed class SeededBytes(int seed)
{
    private int _counter;

    public byte[] Next(int length)
    {
        var bytes = new byte[length];
        Span<byte> input = stackalloc byte[8];
        for (int at = 0; at < length; at += SHA512.HashSizeInBytes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(input, seed);
            BinaryPrimitives.WriteInt32LittleEndian(input[4..], _counter++);
            SHA512.HashData(input).AsSpan(0, Math.Min(SHA512.HashSizeInBytes, length - at)).CopyTo(bytes.AsSpan(at));
        }
        return bytes;
    }

    public int NextBelow(int limit) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(Next(4)) % (uint)limit);

    public Scalar NextScalar() => Scalar.FromUniformBytes(Next(64));

    public Element NextElement() => Element.FromUniformBytes(Next(64));
}
