using System.Runtime.InteropServices;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Curve;

/// <summary>x = X/Z, y = Y/Z, without the T of extended coordinates, which doubling does not need; all tight.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ProjectivePoint(in FieldElement x, in FieldElement y, in FieldElement z)
{
    private readonly FieldElement _x = x, _y = y, _z = z;

    /// <summary>"dbl-2008-hwcd" with the signs of E, F, G and H chosen so that fewer carries are needed.</summary>
    public CompletedPoint Double()
    {
        var xx = _x.Squared();
        var yy = _y.Squared();
        var zz = _z.Squared();
        var h = yy + xx;
        var e = (_x + _y).Squared() - h;
        var f = zz + zz + xx - yy;
        return new CompletedPoint(e, f, yy - xx, h);
    }

    public override string ToString() => nameof(ProjectivePoint);
}
