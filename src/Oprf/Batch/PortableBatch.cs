using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pmo.Oprf.Curve;
using Pmo.Oprf.Ristretto;

namespace Pmo.Oprf.Batch;

/// <summary>
/// Batches, one point after the other: for processors without the vector instructions, and what the others are tested against.
/// </summary>
internal sealed class PortableBatch(int count) : PointBatch
{
    private const int Chunk = 64;

    private readonly ExtendedPoint[] _points = ArrayPool<ExtendedPoint>.Shared.Rent(count);

    private Span<ExtendedPoint> Points => _points.AsSpan(0, count);

    public override OprfResult Decode(ReadOnlySpan<byte> encoded)
    {
        using var input = new PooledArray<byte>(encoded);
        return Cores.FirstRefusal(count, Chunk, (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                if (!RistrettoEncoding.TryDecode(input.Span.Slice(i * Element.Size, Element.Size), out _points[i]))
                    return new OprfResult(OprfError.NonCanonicalElement, i);
                if (RistrettoEncoding.IsIdentity(_points[i]))
                    return new OprfResult(OprfError.IdentityElement, i);
            }
            return OprfResult.Ok;
        });
    }

    public override OprfResult Hash(IReadOnlyList<ReadOnlyMemory<byte>> inputs) => Cores.FirstRefusal(count, Chunk, (from, to) =>
    {
        for (int i = from; i < to; i++)
        {
            _points[i] = Element.HashToGroup(inputs[i].Span).Point;
            if (RistrettoEncoding.IsIdentity(_points[i]))
                return new OprfResult(OprfError.IdentityElement, i);
        }
        return OprfResult.Ok;
    });

    public override void EncodeMultiples(Scalar k, Span<byte> encoded)
    {
        using var output = new PooledArray<byte>(encoded.Length);
        Cores.ForEach(count, Chunk, (from, to) =>
        {
            Span<sbyte> digits = stackalloc sbyte[SignedDigits.Count];
            k.WriteDigits(digits);
            for (int i = from; i < to; i++)
            {
                var product = ScalarMultiplication.Multiply(digits, _points[i]);
                RistrettoEncoding.Encode(product, output.Span.Slice(i * Element.Size, Element.Size));
            }
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(digits));
        });
        output.Span.CopyTo(encoded);
    }

    public override void EncodeMultiples(ReadOnlySpan<Scalar> scalars, Span<byte> encoded)
    {
        using var factors = new PooledArray<Scalar>(scalars);
        using var output = new PooledArray<byte>(encoded.Length);
        Cores.ForEach(count, Chunk, (from, to) =>
        {
            for (int i = from; i < to; i++)
            {
                var product = ScalarMultiplication.Multiply(factors.Span[i], _points[i]);
                RistrettoEncoding.Encode(product, output.Span.Slice(i * Element.Size, Element.Size));
            }
        });
        output.Span.CopyTo(encoded);
    }

    public override ExtendedPoint PublicSum(ReadOnlySpan<byte> weights) => Curve.PublicSum.Of(weights, Points);

    public override void Dispose() => ArrayPool<ExtendedPoint>.Shared.Return(_points, clearArray: true);
}
