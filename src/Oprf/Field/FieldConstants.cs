namespace Pmo.Oprf.Field;

/// <summary>The constants of RFC 9496 section 4.1, in limbs of 51 bits. The tests check each against its definition.</summary>
internal static class FieldConstants
{
    /// <summary>D = -121665/121666, of the curve -x^2 + y^2 = 1 + D x^2 y^2.</summary>
    public static FieldElement D => new(0x34dca135978a3, 0x1a8283b156ebd, 0x5e7a26001c029, 0x739c663a03cbb, 0x52036cee2b6ff);

    /// <summary>2 D, for additions.</summary>
    public static FieldElement TwiceD => new(0x69b9426b2f159, 0x35050762add7a, 0x3cf44c0038052, 0x6738cc7407977, 0x2406d9dc56dff);

    /// <summary>SQRT_M1, the non-negative square root of -1.</summary>
    public static FieldElement SqrtMinusOne => new(0x61b274a0ea0b0, 0x0d5a5fc8f189d, 0x7ef5e9cbd0c60, 0x78595a6804c9e, 0x2b8324804fc1d);

    /// <summary>SQRT_AD_MINUS_ONE, a square root of a D - 1 with a = -1.</summary>
    public static FieldElement SqrtADMinusOne => new(0x7f6a0497b2e1b, 0x1836f0a97afd2, 0x7d747f6be7638, 0x456079e7e6498, 0x376931bf2b834);

    /// <summary>INVSQRT_A_MINUS_D, a square root of 1/(a - D) with a = -1.</summary>
    public static FieldElement InvSqrtAMinusD => new(0x0fdaa805d40ea, 0x2eb482e57d339, 0x07610274bc58, 0x6510b613dc8ff, 0x786c8905cfaff);

    /// <summary>ONE_MINUS_D_SQ = 1 - D^2.</summary>
    public static FieldElement OneMinusDSquared => new(0x409c1945fc176, 0x719abc6a1fc4f, 0x1c37f90b20684, 0x06bccca55eedf, 0x029072a8b2b3e);

    /// <summary>D_MINUS_ONE_SQ = (D - 1)^2.</summary>
    public static FieldElement DMinusOneSquared => new(0x55aaa44ed4d20, 0x59603c3332635, 0x26d3baf4a7928, 0x120a66e6997a9, 0x5968b37af66c2);

    public static FieldElement MinusOne => new(0x7ffffffffffec, 0x7ffffffffffff, 0x7ffffffffffff, 0x7ffffffffffff, 0x7ffffffffffff);
}
