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

    // With fewer points on a core, the buckets of another part cost more than an idle core.
    private const int PartFrom = 1024;

    private readonly ExtendedPoint[] _points = ArrayPool<ExtendedPoint>.Shared.Rent(count);

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

    public override ExtendedPoint PublicSum(ReadOnlySpan<byte> weights)
    {
        int parts = Math.Clamp(count / PartFrom, 1, Cores.Degree), part = (count + parts - 1) / parts;
        using var shared = new PooledArray<byte>(weights);
        var sums = new ExtendedPoint[parts];
        Cores.ForEach(count, part, (from, to) =>
            sums[from / part] = Curve.PublicSum.Of(shared.Span[(from * Scalar.Size)..(to * Scalar.Size)], _points.AsSpan(from..to)));
        return sums.Aggregate((sum, next) => sum.Add(next.Cached()));
    }

    public override void Dispose() => ArrayPool<ExtendedPoint>.Shared.Return(_points, clearArray: true);
}
