using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pmo.Oprf.Ristretto;

namespace Pmo.Oprf.Lanes;

/// <summary>
/// Encoding (RFC 9496 section 4.3.2) of 2Q for many Q at once. Doubling gives every root that encoding extracts as a product of
/// coordinates of Q, so that a division is all that is left, and Montgomery's trick shares it.
/// </summary>
/// <remarks>
/// To encode k * P, multiply by k/2 mod l first: 2 * (k/2) * P and k * P differ at most by a point of order 4, i.e. are one element.
/// With E = 2XY, F = Z^2 + D T^2, G = Y^2 + X^2, H = Z^2 - D T^2, the double is x = E/F, y = G/H. Method: M. Hamburg, "Decaf:
/// Eliminating cofactors through point compression" (2015), section 6; here for the isogenies of ristretto255.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct LaneEncoding<V>
    where V : unmanaged, ILanes<V>
{
    private LaneElement<V> _e, _f, _g, _h, _eg, _fh;

    /// <summary>Encodes 2 * points[i] in place: X becomes the canonical s of the encoding, the rest is left undefined.</summary>
    /// <param name="points">Any points, neutral ones too.</param>
    /// <param name="room">As many elements.</param>
    [SkipLocalsInit]
    public static void EncodeDoubled(Span<LanePoint<V>> points, Span<LaneElement<V>> room)
    {
        // room[i]: the product of all before i.
        var product = LaneConstants<V>.One;
        for (int i = 0; i < points.Length; i++)
        {
            var halves = new LaneEncoding<V>(points[i]);
            room[i] = product;
            product = product * halves.Divisor(out _);
        }
        var inverse = product.Inverted();
        for (int i = points.Length - 1; i >= 0; i--)
        {
            var halves = new LaneEncoding<V>(points[i]);
            var divisor = halves.Divisor(out var isZero);
            halves.Encode(LaneElement<V>.Select(isZero, default, room[i] * inverse), out points[i].X);
            inverse = inverse * divisor;
        }
    }

    private LaneEncoding(in LanePoint<V> q)
    {
        var zz = q.Z.Squared();
        var dtt = q.T.Squared() * LaneConstants<V>.D;
        _e = (q.X + q.X) * q.Y;
        _f = (zz + dtt).Carried();
        _g = (q.Y.Squared() + q.X.Squared()).Carried();
        _h = (zz - dtt).Carried();
        _eg = _e * _g;
        _fh = _f * _h;
    }

    /// <summary>EFGH, and 1 instead of 0, which it is where 2Q is the identity.</summary>
    private readonly LaneElement<V> Divisor(out V isZero)
    {
        var divisor = _eg * _fh;
        isZero = divisor.ZeroMask();
        return LaneElement<V>.Select(isZero, LaneConstants<V>.One, divisor);
    }

    /// <param name="inverse">1/EFGH; 0 for the identity, which then encodes as 0.</param>
    /// <param name="s">The canonical s.</param>
    private readonly void Encode(in LaneElement<V> inverse, out LaneElement<V> s)
    {
        var zInv = _eg * inverse; // 1/FH
        var tInv = _fh * inverse; // 1/EG

        var rotate = (_eg * zInv).NegativeMask(); // of xy
        var e = LaneElement<V>.Select(rotate, _g, _e);
        var g = LaneElement<V>.Select(rotate, _e.Negated(), _g);
        var h = LaneElement<V>.Select(rotate, _f * LaneConstants<V>.SqrtMinusOne, _h);
        var factor = LaneElement<V>.Select(rotate, LaneConstants<V>.SqrtMinusOne, LaneConstants<V>.InvSqrtAMinusD);

        var flip = (h * e * zInv).NegativeMask();
        g = LaneElement<V>.Select(flip, g.Negated(), g);
        s = ((h - g) * (factor * (g * tInv))).Absolute().Canonical();
    }
}
