namespace Pmo.Oprf.Field;

internal partial struct FieldElement
{
    /// <summary>1/this = this^(p-2), and 0 for 0.</summary>
    public readonly FieldElement Inverted()
    {
        var x250 = PowerOf250Ones(out var x11);
        return x250.Squared(5) * x11; // 2^255 - 32 + 11 = p - 2
    }

    /// <summary>
    /// SQRT_RATIO_M1 (RFC 9496 section 4.2): <paramref name="root"/> is the non-negative square root of u/v, or of
    /// sqrt(-1) * u/v if u/v is no square. Returns all ones if u/v is a square (or u = 0), else zero. u and v: products or sums.
    /// </summary>
    public static ulong SquareRootOfRatio(in FieldElement u, in FieldElement v, out FieldElement root)
    {
        var uu = u.Carried();
        var v3 = v.Squared() * v;
        var uv7 = uu * v3.Squared() * v;
        var r = uu * v3 * uv7.PowerOfPMinus5Over8();
        var check = v * r.Squared();

        var minusU = uu.Negated();
        ulong correct = EqualMask(check, uu);
        ulong flipped = EqualMask(check, minusU);
        ulong flippedByI = EqualMask(check, minusU * FieldConstants.SqrtMinusOne);

        root = Select(flipped | flippedByI, r * FieldConstants.SqrtMinusOne, r).Absolute();
        return correct | flipped;
    }

    /// <summary>this^((p-5)/8) = this^(2^252 - 3).</summary>
    private readonly FieldElement PowerOfPMinus5Over8() => PowerOf250Ones(out _).Squared(2) * this;

    /// <summary>this^(2^250 - 1), by an addition chain over 1, 5, 10, 20, 40, 50, 100, 200, 250 ones.</summary>
    private readonly FieldElement PowerOf250Ones(out FieldElement x11)
    {
        var x2 = Squared();
        var x9 = x2.Squared(2) * this;
        x11 = x9 * x2;
        var ones5 = x11.Squared() * x9;
        var ones10 = ones5.Squared(5) * ones5;
        var ones20 = ones10.Squared(10) * ones10;
        var ones40 = ones20.Squared(20) * ones20;
        var ones50 = ones40.Squared(10) * ones10;
        var ones100 = ones50.Squared(50) * ones50;
        var ones200 = ones100.Squared(100) * ones100;
        return ones200.Squared(50) * ones50;
    }
}
