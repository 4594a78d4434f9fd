using System.Numerics;
using System.Runtime.InteropServices;

namespace Pmo.Protocol.Inputs;

/// <summary>Finds raw NIKs in text that should hold none, and masks what might be one in text for people to read. Thread-safe.</summary>
public static class NikScanner
{
    /// <summary>
    /// Whether a delimited run of 16 digits parses as a NIK. Delimited: no ASCII letter or digit on either side, so that
    /// base64url tokens and hexadecimal digests are left alone.
    /// </summary>
    /// <param name="utf8">Text in UTF-8 or ASCII.</param>
    public static bool Contains(ReadOnlySpan<byte> utf8) => Find(utf8, 0, wordBounded: true, mustParse: true) >= 0;

    /// <inheritdoc cref="Contains(ReadOnlySpan{byte})"/>
    public static bool Contains(ReadOnlySpan<char> text) => Find(AsNumbers(text), 0, wordBounded: true, mustParse: true) >= 0;

    /// <summary>Replaces the middle of every run of exactly 16 digits, NIK or not: logs had better lose a number than keep a person.</summary>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = Find(AsNumbers(text), 0, wordBounded: false, mustParse: false);
        if (at < 0)
        {
            return text;
        }

        var masked = text.ToCharArray();
        while (at >= 0)
        {
            masked.AsSpan(at + 4, 8).Fill('•');
            at = Find(AsNumbers(text), at + NikShape.Length, wordBounded: false, mustParse: false);
        }

        return new string(masked);
    }

    private static ReadOnlySpan<ushort> AsNumbers(ReadOnlySpan<char> text) => MemoryMarshal.Cast<char, ushort>(text);

    private static int Find<T>(ReadOnlySpan<T> text, int start, bool wordBounded, bool mustParse) where T : unmanaged, IBinaryInteger<T>
    {
        var from = start;
        while (text.Length - from >= NikShape.Length)
        {
            // Where the last of 16 is no digit, none of the 16 begins a run that is long enough: most text is passed over in such steps.
            var last = from + NikShape.Length - 1;
            if (!IsDigit(text[last]))
            {
                from = last + 1;
                continue;
            }

            // What is before 'from' is no digit, or the caller's own.
            var begin = last;
            while (begin > from && IsDigit(text[begin - 1]))
            {
                begin--;
            }

            from = begin;
            var end = last + 1;
            while (end < text.Length && IsDigit(text[end]))
            {
                end++;
            }

            var bounded = !wordBounded || ((from == 0 || !IsLetter(text[from - 1])) && (end == text.Length || !IsLetter(text[end])));
            if (end - from == NikShape.Length && bounded
                && (!mustParse || NikShape.Examine(text[from..end]) == NikDefect.None))
            {
                return from;
            }

            from = end;
        }

        return -1;
    }

    private static bool IsDigit<T>(T c) where T : unmanaged, IBinaryInteger<T> =>
        c >= T.CreateTruncating('0') && c <= T.CreateTruncating('9');

    private static bool IsLetter<T>(T c) where T : unmanaged, IBinaryInteger<T>
    {
        var lower = c | T.CreateTruncating(0x20);
        return lower >= T.CreateTruncating('a') && lower <= T.CreateTruncating('z');
    }
}
