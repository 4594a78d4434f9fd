using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pmo.Gateway.Tests.Leaks;

/// <summary>The ways in which a secret text could stand in a file or on a wire.</summary>
internal static class Spellings
{
    public static IEnumerable<(string Name, byte[] Bytes)> Of(string nik)
    {
        var ascii = Encoding.ASCII.GetBytes(nik);
        yield return ("as text", ascii);
        yield return ("as UTF-16", Encoding.Unicode.GetBytes(nik));
        yield return ("as UTF-16, big end first", Encoding.BigEndianUnicode.GetBytes(nik));
        yield return ("backwards", ascii.Reverse().ToArray());
        yield return ("as hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(ascii)));
        for (var shift = 0; shift < 3; shift++)
        {
            // Whatever stands before it, these characters of the base64 are its own.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. ascii]);
            yield return ($"as base64, shifted by {shift}", Encoding.ASCII.GetBytes(encoded[(shift == 0 ? 0 : 4)..20]));
        }

        var number = ulong.Parse(nik, CultureInfo.InvariantCulture);
        var binary = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(binary, number);
        yield return ("as a number", binary);
        yield return ("as a number, big end first", binary.Reverse().ToArray());
        foreach (var text in (string[])[nik, "nik:" + nik])
        {
            var hash = SHA256.HashData(Encoding.ASCII.GetBytes(text));
            yield return ("as a plain hash", hash[..16]);
            yield return ("as a plain hash in hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)[..32]));
            yield return ("as a plain hash in base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(hash)[..20]));
        }
    }
}
