using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pmo.Agreements;

/// <summary>What the bytes of a policy file may be, before anything reads them as YAML.</summary>
internal static class TextRules
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Control characters, and the controls of writing direction: with those a reviewer sees another text than the machine reads
    /// (CVE-2021-42574). Line feeds are fine; tabs have their own message.
    /// </summary>
    public static bool IsRefused(char c) =>
        (char.IsControl(c) && c != '\n') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';

    public static bool TryDecode(ReadOnlySpan<byte> bytes, FileErrors errors, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            text = Strict.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException problem)
        {
            var line = 1 + bytes[..Math.Clamp(problem.Index, 0, bytes.Length)].Count((byte)'\n');
            errors.Add(
                PolicyErrorCode.NotUtf8, line,
                "Berkas bukan UTF-8. Simpan ulang dengan pengodean UTF-8.", "The file is not UTF-8. Save it again as UTF-8.");
            return false;
        }

        return CheckCharacters(text, errors);
    }

    private static bool CheckCharacters(string text, FileErrors errors)
    {
        var before = errors.Count;
        var line = 0;
        foreach (var row in text.AsSpan().Split('\n'))
        {
            line++;
            var content = text.AsSpan(row);
            if (content.Contains('\t'))
            {
                errors.Add(
                    PolicyErrorCode.TabRefused, line,
                    "Ada tabulasi. Ganti dengan spasi.", "There is a tab. Replace it by spaces.");
            }

            foreach (var c in content)
            {
                if (c == '\t' || !IsRefused(c))
                    continue;
                var code = FormattableString.Invariant($"U+{(int)c:X4}");
                errors.Add(
                    PolicyErrorCode.CharacterRefused, line,
                    $"Ada karakter tersembunyi {code}. Hapus.", $"There is a hidden character {code}. Remove it.");
                break;
            }
        }

        return errors.Count == before;
    }
}
