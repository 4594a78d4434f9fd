using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Curve;

/// <summary>x = X/Z, y = Y/Z, without the T of extended coordinates, which doubling does not need; all tight.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ProjectivePoint
{
    public FieldElement X, Y, Z;

    /// <summary>2p ("dbl-2008-hwcd", with the signs of E, F, G and H chosen so that no carries are needed).</summary>
    public static void Double(in ProjectivePoint p, out CompletedPoint twice)
    {
        Unsafe.SkipInit(out twice);
        FieldElement.Square(p.X, out var xx);
        FieldElement.Square(p.Y, out var yy);
        FieldElement.Square(p.Z, out var zz);
        FieldElement.Add(p.X, p.Y, out var sum);
        FieldElement.Square(sum, out sum);
        FieldElement.Add(yy, xx, out twice.H);
        FieldElement.Subtract(yy, xx, out twice.G);
        FieldElement.Subtract(sum, twice.H, out twice.E);
        FieldElement.Add(zz, zz, out zz);
        FieldElement.Add(zz, xx, out zz);
        FieldElement.Subtract(zz, yy, out twice.F);
    }

    public override readonly string ToString() => nameof(ProjectivePoint);
}
