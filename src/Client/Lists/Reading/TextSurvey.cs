using System.Text;

namespace Pmo.Client.Lists.Reading;

/// <summary>
/// Finds the encoding of delimited text while its bytes pass by: a byte order mark, else the NULs of UTF-16, else UTF-8 where all of it
/// is valid, else windows-1252, which is what Indonesian Windows writes.
/// </summary>
internal sealed class TextSurvey
{
    private const int HeadBytes = 4096;
    private readonly Decoder _utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _discarded = new char[(1 << 16) + 1];
    private readonly byte[] _head = new byte[HeadBytes];
    private int _headLength;
    private bool _invalidUtf8;
    private bool _hasNul;

    /// <summary>The first bytes, at most 4 KiB.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    /// <summary>The encoding; null when the bytes are no text.</summary>
    public Encoding? Encoding()
    {
        var head = Head;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return System.Text.Encoding.UTF8;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return System.Text.Encoding.Unicode;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return System.Text.Encoding.BigEndianUnicode;
        }

        return _hasNul ? WithoutMark(head) : Narrow();
    }

    public void Look(ReadOnlySpan<byte> piece)
    {
        var part = piece[..Math.Min(piece.Length, HeadBytes - _headLength)];
        part.CopyTo(_head.AsSpan(_headLength));
        _headLength += part.Length;

        _hasNul |= piece.Contains((byte)0);
        if (_invalidUtf8)
        {
            return;
        }

        try
        {
            _utf8.GetChars(piece, _discarded, flush: false);
        }
        catch (DecoderFallbackException)
        {
            _invalidUtf8 = true;
        }
    }

    private Encoding Narrow()
    {
        try
        {
            if (!_invalidUtf8)
            {
                _utf8.GetChars([], _discarded, flush: true);
                return System.Text.Encoding.UTF8;
            }
        }
        catch (DecoderFallbackException)
        {
            _invalidUtf8 = true;
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    }

    private static Encoding? WithoutMark(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }

        // Mostly ASCII text leaves every high byte NUL.
        var most = head.Length / 2 * 7 / 10;
        if (odd > most && even == 0)
        {
            return System.Text.Encoding.Unicode;
        }

        return even > most && odd == 0 ? System.Text.Encoding.BigEndianUnicode : null;
    }
}
