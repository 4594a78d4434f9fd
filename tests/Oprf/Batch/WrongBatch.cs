using Pmo.Oprf.Batch;
using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Tests.Batch;

/// <summary>A path of a broken processor: everything is as it should be, but one bit of the last product.</summary>
internal sealed class WrongBatch(int count) : PointBatch
{
    private readonly PortableBatch _right = new(count);

    public override OprfResult Decode(ReadOnlySpan<byte> encoded) => _right.Decode(encoded);

    public override OprfResult Hash(IReadOnlyList<ReadOnlyMemory<byte>> inputs) => _right.Hash(inputs);

    public override void EncodeMultiples(Scalar k, Span<byte> encoded)
    {
        _right.EncodeMultiples(k, encoded);
        encoded[^1] ^= 1;
    }

    public override void EncodeMultiples(ReadOnlySpan<Scalar> scalars, Span<byte> encoded) => _right.EncodeMultiples(scalars, encoded);

    public override ExtendedPoint PublicSum(ReadOnlySpan<byte> weights) => _right.PublicSum(weights);

    public override void Dispose() => _right.Dispose();
}
