using System.Text;

namespace Pmo.Client.Lists.Reading;

/// <summary>How a CSV file is written.</summary>
/// <param name="Encoding">Of its bytes.</param>
/// <param name="Delimiter">Between cells.</param>
/// <param name="SeparatorLine">The first line is Excel's <c>sep=;</c>.</param>
internal sealed record CsvDialect(Encoding Encoding, char Delimiter, bool SeparatorLine)
{
    private const int HeaderChars = 1 << 16;

    // Indonesian Windows writes ';', and prose has ',' more often than the others: on a tie the comma comes last.
    private static readonly char[] Candidates = ['\t', ';', '|', ','];

    public static CsvDialect Guess(Stream stream, Encoding encoding)
    {
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: -1, leaveOpen: true);
        var buffer = new char[HeaderChars];
        var text = buffer.AsSpan(0, reader.ReadBlock(buffer));
        if (text.Length > 4 && text[..4].Equals("sep=", StringComparison.OrdinalIgnoreCase) && (text.Length == 5 || text[5] is '\r' or '\n')
            && (text[4] == '\t' || (char.IsAscii(text[4]) && (char.IsPunctuation(text[4]) || char.IsSymbol(text[4])) && text[4] != '"')))
        {
            return new CsvDialect(encoding, text[4], SeparatorLine: true);
        }

        return new CsvDialect(encoding, FromHeader(text.TrimStart("\r\n ")), SeparatorLine: false);
    }

    private static char FromHeader(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[Candidates.Length];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is '\r' or '\n')
            {
                break;
            }
            else if (!quoted && Candidates.AsSpan().IndexOf(c) is >= 0 and var i)
            {
                counts[i]++;
            }
        }

        var best = Candidates.Length - 1;
        for (var i = best - 1; i >= 0; i--)
        {
            if (counts[i] > 0 && counts[i] >= counts[best])
            {
                best = i;
            }
        }

        return Candidates[best];
    }
}
