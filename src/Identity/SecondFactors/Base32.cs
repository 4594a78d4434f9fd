using System.Text;

namespace Pmo.Identity.SecondFactors;

/// <summary>RFC 4648, 6, without padding: how authenticator apps take a secret.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerSign = 5;
    private const int BitsPerByte = 8;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (buffer, bits) = ((buffer << BitsPerByte) | b, bits + BitsPerByte);
            for (; bits >= BitsPerSign; bits -= BitsPerSign)
            {
                text.Append(Alphabet[(buffer >> (bits - BitsPerSign)) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(buffer << (BitsPerSign - bits)) & 31]).ToString();
    }

    /// <summary>The bytes of an upper-case text; null when it is none.</summary>
    public static byte[]? TryDecode(string text)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var sign in text)
        {
            var value = Alphabet.IndexOf(sign, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            (buffer, bits) = (((buffer << BitsPerSign) | value) & 0xFFF, bits + BitsPerSign);
            if (bits >= BitsPerByte)
            {
                bits -= BitsPerByte;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }
}
