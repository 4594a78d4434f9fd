namespace Pmo.Oprf.Curve;

/// <summary>A scalar in radix 16 with digits from -8 to 8: k = sum of digit[i] * 16^i.</summary>
internal static class SignedDigits
{
    /// <summary>Number of digits: 64 nibbles hold any canonical scalar, which is below 2^253, with the last carry.</summary>
    public const int Count = 64;

    /// <summary>Bits of a digit.</summary>
    public const int Bits = 4;

    /// <param name="scalar">32 bytes little-endian, below 2^253.</param>
    /// <param name="digits">64 digits out, least significant first; as secret as the scalar.</param>
    public static void Write(ReadOnlySpan<byte> scalar, Span<sbyte> digits)
    {
        int carry = 0;
        for (int i = 0; i < Count; i++)
        {
            int digit = ((scalar[i >> 1] >> (4 * (i & 1))) & 15) + carry;
            carry = (digit + 8) >> 4;
            digits[i] = (sbyte)(digit - (carry << 4));
        }
    }
}
