using Pmo.Oprf.Curve;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Ristretto;

/// <summary>Encoding and decoding of ristretto255 elements, 32 bytes each.</summary>
internal static class RistrettoEncoding
{
    public const int Size = 32;

    /// <summary>Decode (RFC 9496 section 4.3.1). False for anything but the one canonical encoding of an element.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out ExtendedPoint p)
    {
        p = ExtendedPoint.Identity;
        var s = FieldElement.FromBytes(encoded);
        bool readable = FieldElement.IsCanonical(encoded) & s.NegativeMask() == 0;

        var ss = s.Squared();
        var u1 = FieldElement.One - ss;
        var u2 = FieldElement.One + ss;
        var u2u2 = u2.Squared();
        var v = (FieldConstants.D * u1.Squared() + u2u2).Negated();
        ulong wasSquare = FieldElement.SquareRootOfRatio(FieldElement.One, v * u2u2, out var invSqrt);

        var denX = invSqrt * u2;
        var denY = invSqrt * denX * v;
        var x = ((s + s) * denX).Absolute();
        var y = u1 * denY;
        var t = x * y;
        bool valid = readable & (wasSquare & ~t.NegativeMask() & ~y.ZeroMask()) != 0;

        // Whether an encoding is valid is no secret: a refusal is sent back with its index.
        if (valid)
            p = new ExtendedPoint(x, y, FieldElement.One, t);
        return valid;
    }

    /// <summary>Encode (RFC 9496 section 4.3.2).</summary>
    public static void Encode(in ExtendedPoint p, Span<byte> destination)
    {
        var u1 = (p.Z + p.Y) * (p.Z - p.Y);
        var u2 = p.X * p.Y;
        _ = FieldElement.SquareRootOfRatio(FieldElement.One, u1 * u2.Squared(), out var invSqrt);
        var den1 = invSqrt * u1;
        var den2 = invSqrt * u2;
        var zInv = den1 * den2 * p.T;

        ulong rotate = (p.T * zInv).NegativeMask();
        var x = FieldElement.Select(rotate, p.Y * FieldConstants.SqrtMinusOne, p.X);
        var y = FieldElement.Select(rotate, p.X * FieldConstants.SqrtMinusOne, p.Y);
        var denInv = FieldElement.Select(rotate, den1 * FieldConstants.InvSqrtAMinusD, den2);

        y = FieldElement.Select((x * zInv).NegativeMask(), y.Negated(), y);
        (denInv * (p.Z - y)).Absolute().CopyTo(destination);
    }

    /// <summary>Equals (RFC 9496 section 4.3.3): the same element, though perhaps another point of its coset.</summary>
    public static bool AreEqual(in ExtendedPoint a, in ExtendedPoint b) =>
        (FieldElement.EqualMask(a.X * b.Y, a.Y * b.X) | FieldElement.EqualMask(a.Y * b.Y, a.X * b.X)) != 0;

    public static bool IsIdentity(in ExtendedPoint p) => (p.X.ZeroMask() | p.Y.ZeroMask()) != 0;
}
