using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Batch;

/// <summary>
/// The points of one batch, in whichever layout a path computes with. First <see cref="Decode"/> or <see cref="Hash"/>, then the rest.
/// Disposing clears what it held.
/// </summary>
internal abstract class PointBatch : IDisposable
{
    /// <summary>Lengths of a batch of encodings, checked before anything else.</summary>
    public static OprfResult CheckLength(int bytes)
    {
        if (bytes % Element.Size != 0)
            return OprfResult.Refused(OprfError.WrongLength);
        return (bytes / Element.Size) switch
        {
            0 => OprfResult.Refused(OprfError.EmptyBatch),
            > ElementBatch.MaxElements => OprfResult.Refused(OprfError.BatchTooLarge),
            _ => OprfResult.Ok,
        };
    }

    /// <summary>Takes n x 32 bytes; tells the first encoding that is not canonical or is the identity.</summary>
    public abstract OprfResult Decode(ReadOnlySpan<byte> encoded);

    /// <summary>HashToGroup of n inputs (RFC 9497 section 4.1); tells the first that hashes to the identity.</summary>
    public abstract OprfResult Hash(IReadOnlyList<ReadOnlyMemory<byte>> inputs);

    /// <summary>Encodes k times each point, n x 32 bytes out; the points stay.</summary>
    public abstract void EncodeMultiples(Scalar k, Span<byte> encoded);

    /// <summary>Encodes each point times its own scalar, n x 32 bytes out; the points stay.</summary>
    public abstract void EncodeMultiples(ReadOnlySpan<Scalar> scalars, Span<byte> encoded);

    /// <summary>Sum of weight[i] * point[i], of decoded points only. All is public, and steers time and memory access.</summary>
    /// <param name="weights">n x 32 bytes, each a scalar, little-endian.</param>
    public abstract ExtendedPoint PublicSum(ReadOnlySpan<byte> weights);

    public abstract void Dispose();
}
