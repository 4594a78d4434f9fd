namespace Pmo.Oprf.Tests;

/// <summary>Short forms for bytes in tests.</summary>
internal static class Encodings
{
    public static byte[] Hex(string hex) => Convert.FromHexString(hex);

    public static string Encoded(this Element e)
    {
        var bytes = new byte[Element.Size];
        e.Encode(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    public static byte[] Bytes(this Element e) => Hex(e.Encoded());

    public static byte[] Bytes(this Scalar s)
    {
        var bytes = new byte[Scalar.Size];
        s.CopyTo(bytes);
        return bytes;
    }

    public static Element ElementOf(string hex) =>
        Element.TryDecode(Hex(hex), out var e) ? e : throw new ArgumentException("not an element", nameof(hex));

    public static Scalar ScalarOf(string hex) =>
        Scalar.TryParse(Hex(hex), out var s) ? s : throw new ArgumentException("not a scalar", nameof(hex));

    public static Scalar ScalarOf(byte small) => ScalarOf(Convert.ToHexString([small, .. new byte[31]]));
}
