using Pmo.Oprf.Curve;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Ristretto;

/// <summary>Element derivation (RFC 9496 section 4.3.4): 64 uniform bytes to a uniform element, in constant time.</summary>
internal static class OneWayMap
{
    public const int InputSize = 64;

    public static ExtendedPoint Derive(ReadOnlySpan<byte> uniform) =>
        Map(FieldElement.FromBytes(uniform[..32])).Add(Map(FieldElement.FromBytes(uniform[32..])).Cached());

    /// <summary>MAP: the Elligator map of one field element.</summary>
    private static ExtendedPoint Map(in FieldElement t)
    {
        var r = FieldConstants.SqrtMinusOne * t.Squared();
        var u = (r + FieldElement.One) * FieldConstants.OneMinusDSquared;
        var v = (FieldConstants.MinusOne - r * FieldConstants.D) * (r + FieldConstants.D);

        ulong wasSquare = FieldElement.SquareRootOfRatio(u, v, out var root);
        var s = FieldElement.Select(wasSquare, root, (root * t).Absolute().Negated());
        var c = FieldElement.Select(wasSquare, FieldConstants.MinusOne, r);
        var n = c * (r - FieldElement.One) * FieldConstants.DMinusOneSquared - v;

        var ss = s.Squared();
        var sv = s * v;
        var w0 = sv + sv;
        var w1 = n * FieldConstants.SqrtADMinusOne;
        var w2 = FieldElement.One - ss;
        var w3 = FieldElement.One + ss;
        return new ExtendedPoint(w0 * w3, w2 * w1, w1 * w3, w0 * w2);
    }
}
