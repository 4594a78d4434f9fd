using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Pmo.Oprf.Curve;

/// <summary>k * P in time that does not depend on k or P: 64 signed windows of 4 bits.</summary>
internal static class ScalarMultiplication
{
    /// <param name="digits">The scalar as <see cref="SignedDigits"/>.</param>
    public static ExtendedPoint Multiply(ReadOnlySpan<sbyte> digits, in ExtendedPoint p)
    {
        Span<CachedPoint> table = stackalloc CachedPoint[MultiplesTable.Entries];
        MultiplesTable.Fill(p, table);

        var entry = MultiplesTable.Select(table, digits[SignedDigits.Count - 1]);
        var product = ExtendedPoint.Identity;
        ExtendedPoint.Add(product, entry, out var sum);
        for (int i = SignedDigits.Count - 2; i >= 0; i--)
        {
            for (int doubling = 0; doubling < SignedDigits.Bits; doubling++)
            {
                sum.Write(out ProjectivePoint half);
                ProjectivePoint.Double(half, out sum);
            }
            entry = MultiplesTable.Select(table, digits[i]);
            sum.Write(out product);
            ExtendedPoint.Add(product, entry, out sum);
        }
        sum.Write(out product);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(table));
        return product;
    }

    public static ExtendedPoint Multiply(Scalar k, in ExtendedPoint p)
    {
        Span<sbyte> digits = stackalloc sbyte[SignedDigits.Count];
        k.WriteDigits(digits);
        var product = Multiply(digits, p);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(digits));
        return product;
    }
}
