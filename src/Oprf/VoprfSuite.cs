using System.Security.Cryptography;

namespace Pmo.Oprf;

/// <summary>The names and hashes of suite ristretto255-SHA512 in mode VOPRF (RFC 9497 sections 3.1 and 4.1).</summary>
internal static class VoprfSuite
{
    // "OPRFV1-" || I2OSP(mode = 1, 1) || "-" || identifier; each tag below ends in it.
    public static ReadOnlySpan<byte> SeedTag => "Seed-OPRFV1-\u0001-ristretto255-SHA512"u8;

    public static ReadOnlySpan<byte> GroupTag => "HashToGroup-OPRFV1-\u0001-ristretto255-SHA512"u8;

    public static ReadOnlySpan<byte> ScalarTag => "HashToScalar-OPRFV1-\u0001-ristretto255-SHA512"u8;

    /// <summary>The 64 uniform bytes of HashToGroup, before the one-way map.</summary>
    public static void ExpandForGroup(ReadOnlySpan<byte> input, Span<byte> uniform) => ExpandMessage.Expand(input, GroupTag, uniform);

    /// <summary>HashToScalar of public data.</summary>
    public static Scalar HashToScalar(ReadOnlySpan<byte> input) => HashToScalar(input, ScalarTag);

    public static Scalar HashToScalar(ReadOnlySpan<byte> input, ReadOnlySpan<byte> tag)
    {
        Span<byte> uniform = stackalloc byte[ExpandMessage.OutputSize];
        ExpandMessage.Expand(input, tag, uniform);
        var s = Scalar.FromUniformBytes(uniform);
        CryptographicOperations.ZeroMemory(uniform);
        return s;
    }
}
