using System.Runtime.InteropServices;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Curve;

/// <summary>A sum before its last products: X = EF, Y = GH, Z = FG, T = EH. Most doublings need no T.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct CompletedPoint(in FieldElement e, in FieldElement f, in FieldElement g, in FieldElement h)
{
    private readonly FieldElement _e = e, _f = f, _g = g, _h = h;

    public ProjectivePoint Projective() => new(_e * _f, _g * _h, _f * _g);

    public ExtendedPoint Extended() => new(_e * _f, _g * _h, _f * _g, _e * _h);

    public override string ToString() => nameof(CompletedPoint);
}
