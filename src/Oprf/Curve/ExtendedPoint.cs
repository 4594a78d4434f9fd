using System.Runtime.InteropServices;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Curve;

/// <summary>
/// A point of -x^2 + y^2 = 1 + D x^2 y^2 in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z; all tight.
/// </summary>
/// <remarks>Formulas: Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited" (2008), section 3, with a = -1.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ExtendedPoint(in FieldElement x, in FieldElement y, in FieldElement z, in FieldElement t)
{
    public readonly FieldElement X = x, Y = y, Z = z, T = t;

    public static ExtendedPoint Identity => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    public ProjectivePoint Projective() => new(X, Y, Z);

    public CachedPoint Cached() => new((Y + X).Carried(), (Y - X).Carried(), (Z + Z).Carried(), T * FieldConstants.TwiceD);

    /// <summary>Complete addition ("add-2008-hwcd-3"): right for all points, equal and neutral ones too.</summary>
    public CompletedPoint Add(in CachedPoint other)
    {
        var a = (Y - X) * other.YMinusX;
        var b = (Y + X) * other.YPlusX;
        var c = T * other.TwiceDT;
        var d = Z * other.TwiceZ;
        return new CompletedPoint(b - a, d - c, d + c, b + a);
    }

    public ExtendedPoint Negated() => new(X.Negated(), Y, Z, T.Negated());

    public override string ToString() => nameof(ExtendedPoint);
}
