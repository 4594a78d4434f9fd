using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pmo.Oprf.Field;

namespace Pmo.Oprf.Curve;

/// <summary>A sum before its last products: X = EF, Y = GH, Z = FG, T = EH. Most doublings need no T.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CompletedPoint
{
    public FieldElement E, F, G, H;

    public readonly void Write(out ProjectivePoint p)
    {
        Unsafe.SkipInit(out p);
        FieldElement.Multiply(E, F, out p.X);
        FieldElement.Multiply(G, H, out p.Y);
        FieldElement.Multiply(F, G, out p.Z);
    }

    public readonly void Write(out ExtendedPoint p)
    {
        Unsafe.SkipInit(out p);
        FieldElement.Multiply(E, F, out p.X);
        FieldElement.Multiply(G, H, out p.Y);
        FieldElement.Multiply(F, G, out p.Z);
        FieldElement.Multiply(E, H, out p.T);
    }

    public override readonly string ToString() => nameof(CompletedPoint);
}
