using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Curve;

/// <summary>
/// A point of -x^2 + y^2 = 1 + D x^2 y^2 in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z; all tight.
/// </summary>
/// <remarks>
/// Formulas: Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited" (2008), section 3, with a = -1. Results are written in
/// place, for the reason given at <see cref="FieldElement.Multiply"/>.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct ExtendedPoint(in FieldElement x, in FieldElement y, in FieldElement z, in FieldElement t)
{
    public FieldElement X = x, Y = y, Z = z, T = t;

    public static ExtendedPoint Identity => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    public readonly CachedPoint Cached() => new((Y + X).Carried(), (Y - X).Carried(), (Z + Z).Carried(), T * FieldConstants.TwiceD);

    /// <summary>p + q, complete ("add-2008-hwcd-3"): right for all points, equal and neutral ones too.</summary>
    public static void Add(in ExtendedPoint p, in CachedPoint q, out CompletedPoint sum)
    {
        Unsafe.SkipInit(out sum);
        FieldElement.Subtract(p.Y, p.X, out var minus);
        FieldElement.Add(p.Y, p.X, out var plus);
        FieldElement.Multiply(minus, q.YMinusX, out var a);
        FieldElement.Multiply(plus, q.YPlusX, out var b);
        FieldElement.Multiply(p.T, q.TwiceDT, out var c);
        FieldElement.Multiply(p.Z, q.TwiceZ, out var d);
        FieldElement.Subtract(b, a, out sum.E);
        FieldElement.Subtract(d, c, out sum.F);
        FieldElement.Add(d, c, out sum.G);
        FieldElement.Add(b, a, out sum.H);
    }

    public readonly ExtendedPoint Add(in CachedPoint q)
    {
        Add(this, q, out var sum);
        sum.Write(out ExtendedPoint result);
        return result;
    }

    public readonly ExtendedPoint Negated() => new(X.Negated(), Y, Z, T.Negated());

    public override readonly string ToString() => nameof(ExtendedPoint);
}
