using Pmo.Oprf.Field;

namespace Pmo.Oprf.Lanes;

internal partial struct LaneElement<V>
{
    /// <summary>1/this = this^(p-2), and 0 for 0.</summary>
    public readonly LaneElement<V> Inverted()
    {
        var ones250 = PowerOf250Ones(out var x11);
        return ones250.Squared(5) * x11; // 2^255 - 32 + 11 = p - 2
    }

    /// <summary>
    /// SQRT_RATIO_M1 (RFC 9496 section 4.2), as <see cref="FieldElement.SquareRootOfRatio"/>: u tight, v threefold tight; the mask
    /// is all ones in the lanes where u/v is a square.
    /// </summary>
    public static V SquareRootOfRatio(in LaneElement<V> u, in LaneElement<V> v, out LaneElement<V> root)
    {
        var v1 = v.Carried();
        var v3 = v1.Squared() * v1;
        var uv7 = u * v3.Squared() * v1;
        var r = u * v3 * uv7.PowerOfPMinus5Over8();
        var check = v1 * r.Squared();

        var minusU = u.Negated();
        var correct = EqualMask(check, u);
        var flipped = EqualMask(check, minusU);
        var flippedByI = EqualMask(check, minusU * LaneConstants<V>.SqrtMinusOne);

        root = Select(flipped | flippedByI, r * LaneConstants<V>.SqrtMinusOne, r).Absolute();
        return correct | flipped;
    }

    /// <summary>this^((p-5)/8) = this^(2^252 - 3).</summary>
    private readonly LaneElement<V> PowerOfPMinus5Over8() => PowerOf250Ones(out _).Squared(2) * this;

    /// <summary>this^(2^250 - 1), by an addition chain over 1, 5, 10, 20, 40, 50, 100, 200, 250 ones.</summary>
    private readonly LaneElement<V> PowerOf250Ones(out LaneElement<V> x11)
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
