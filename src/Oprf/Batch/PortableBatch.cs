using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pmo.Oprf.Curve;
using Pmo.Oprf.Ristretto;

namespace Pmo.Oprf.Batch;

/// <summary>
/// The work on whole batches, one point after the other. This is the seam for vector lanes: what they replace is here, and here only.
/// </summary>
internal static class PortableBatch
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

    /// <summary>Decodes n x 32 bytes; stops at the first encoding that is not canonical or is the identity.</summary>
    public static OprfResult Decode(ReadOnlySpan<byte> encoded, Span<ExtendedPoint> points)
    {
        for (int i = 0; i < points.Length; i++)
        {
            if (!RistrettoEncoding.TryDecode(encoded.Slice(i * Element.Size, Element.Size), out points[i]))
                return new OprfResult(OprfError.NonCanonicalElement, i);
            if (RistrettoEncoding.IsIdentity(points[i]))
                return new OprfResult(OprfError.IdentityElement, i);
        }
        return OprfResult.Ok;
    }

    /// <summary>Each point times k, in place.</summary>
    public static void Multiply(Scalar k, Span<ExtendedPoint> points)
    {
        Span<sbyte> digits = stackalloc sbyte[SignedDigits.Count];
        k.WriteDigits(digits);
        foreach (ref var point in points)
            point = ScalarMultiplication.Multiply(digits, point);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(digits));
    }

    /// <summary>Each point times its own scalar, in place.</summary>
    public static void Multiply(ReadOnlySpan<Scalar> scalars, Span<ExtendedPoint> points)
    {
        for (int i = 0; i < points.Length; i++)
            points[i] = ScalarMultiplication.Multiply(scalars[i], points[i]);
    }

    public static void Encode(ReadOnlySpan<ExtendedPoint> points, Span<byte> encoded)
    {
        for (int i = 0; i < points.Length; i++)
            RistrettoEncoding.Encode(points[i], encoded.Slice(i * Element.Size, Element.Size));
    }
}
