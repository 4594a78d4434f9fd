using System.Runtime.InteropServices;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Curve;

/// <summary>A point prepared to be added many times: Y + X, Y - X, 2Z, 2DT; all tight.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct CachedPoint(in FieldElement yPlusX, in FieldElement yMinusX, in FieldElement twiceZ, in FieldElement twiceDT)
{
    /// <summary>Four field elements of five 64-bit limbs; the masked scan reads points as words.</summary>
    public const int Words = 20;

    public readonly FieldElement YPlusX = yPlusX, YMinusX = yMinusX, TwiceZ = twiceZ, TwiceDT = twiceDT;

    public static CachedPoint Identity => new(FieldElement.One, FieldElement.One, FieldElement.One + FieldElement.One, FieldElement.Zero);

    /// <summary>-this where <paramref name="mask"/> is all ones, this where it is zero.</summary>
    public CachedPoint NegatedIf(ulong mask) => new(
        FieldElement.Select(mask, YMinusX, YPlusX),
        FieldElement.Select(mask, YPlusX, YMinusX),
        TwiceZ,
        FieldElement.Select(mask, TwiceDT.Negated(), TwiceDT));

    public override string ToString() => nameof(CachedPoint);
}
