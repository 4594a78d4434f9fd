using System.Globalization;

namespace Pmo.Protocol.Inputs;

/// <summary>
/// An Indonesian national identity number. Made only from text that can be one; never prints itself.
/// Immutable, thread-safe, compared by value.
/// </summary>
public readonly record struct Nik
{
    private const ulong SerialSpan = 10_000;
    private readonly ulong _value;

    private Nik(ulong value) => _value = value;

    /// <summary>
    /// Reads a NIK as people write it: spaces, no-break spaces, invisible characters of pasted text, dots, dashes and a leading
    /// apostrophe are removed.
    /// Digits are never added: 15 digits are a slip of the pen, not a lost zero.
    /// </summary>
    /// <param name="text">The cell's text.</param>
    /// <param name="nik">The number, when the answer is <see cref="NikDefect.None"/>.</param>
    /// <param name="digits">How many digits were read, for the message.</param>
    public static NikDefect TryParse(ReadOnlySpan<char> text, out Nik nik, out int digits)
    {
        nik = default;
        digits = 0;
        Span<char> kept = stackalloc char[NikShape.Length];
        var body = text;
        while (!body.IsEmpty && (IsInvisible(body[0]) || char.IsWhiteSpace(body[0])))
        {
            body = body[1..];
        }

        if (!body.IsEmpty && body[0] is '\'' or '\u2018' or '\u2019' or '`')
        {
            body = body[1..];
        }

        foreach (var c in body)
        {
            if (char.IsAsciiDigit(c))
            {
                if (digits < kept.Length)
                {
                    kept[digits] = c;
                }

                digits++;
            }
            else if (!IsSeparator(c))
            {
                return NikDefect.Letters;
            }
        }

        if (digits != NikShape.Length)
        {
            return NikDefect.Length;
        }

        var defect = NikShape.Examine<ushort>(System.Runtime.InteropServices.MemoryMarshal.Cast<char, ushort>(kept));
        if (defect == NikDefect.None)
        {
            nik = new Nik(ulong.Parse(kept, NumberStyles.None, CultureInfo.InvariantCulture));
        }

        return defect;
    }

    /// <summary>Writes the 16 ASCII digits.</summary>
    /// <param name="destination">At least 16 bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        var rest = _value;
        for (var i = NikShape.Length - 1; i >= 0; i--)
        {
            destination[i] = (byte)('0' + rest % 10);
            rest /= 10;
        }
    }

    /// <summary>The Kemendagri code of the kecamatan of first registration: 6 digits.</summary>
    public string District => (_value / 10_000_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Day of birth as written: 1 to 31, or 41 to 71 for women.</summary>
    public int WrittenDay => (int)(_value / 100_000_000 % 100);

    /// <summary>Month of birth, 1 to 12.</summary>
    public int Month => (int)(_value / 1_000_000 % 100);

    /// <summary>Last two digits of the year of birth.</summary>
    public int YearOfCentury => (int)(_value / SerialSpan % 100);

    /// <summary>What a screen may show: <c>1871••••••••0001</c>.</summary>
    public string Masked
    {
        get
        {
            var all = Reveal();
            return string.Concat(all.AsSpan(0, 4), "••••••••", all.AsSpan(12));
        }
    }

    /// <summary>The 16 digits. Only for the partner's own files and screens; never for a log, an error or a request.</summary>
    public string Reveal() => _value.ToString("D16", CultureInfo.InvariantCulture);

    /// <summary>The type's name: a NIK does not print itself.</summary>
    public override string ToString() => nameof(Nik);

    // Dashes of every width, which word processors put for '-'; U+2212 is the minus sign. No-break spaces are white space.
    private static bool IsSeparator(char c) =>
        c is '.' or '-' or (>= '\u2010' and <= '\u2015') or '\u2212' || char.IsWhiteSpace(c) || IsInvisible(c);

    // Zero-width space, joiners, direction marks, word joiner, byte order mark: they come along with text from chats and PDFs.
    private static bool IsInvisible(char c) => c is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or '\u2060' or '\uFEFF';
}
