using System.Text;

namespace Pmo.Matching.Scanning;

/// <summary>Numbers the few different texts of a column, so that a row costs no string. Not thread-safe.</summary>
internal sealed class ScanTexts
{
    private const int Longest = 1024;
    private readonly List<string> _texts = [""];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private byte[] _last = [];
    private int _lastNumber;

    public ScanTexts() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many numbers there are; 0 is the absent text.</summary>
    public int Count => _texts.Count;

    public string? this[int number] => number == 0 ? null : _texts[number];

    /// <summary>The number of a text.</summary>
    public int Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return 0;
        }

        if (utf8.SequenceEqual(_last))
        {
            return _lastNumber;
        }

        Span<char> chars = stackalloc char[Longest];
        var text = utf8.Length <= Longest ? chars[..Encoding.UTF8.GetChars(utf8, chars)] : Encoding.UTF8.GetString(utf8).ToCharArray();
        if (!_lookup.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _texts.Add(text.ToString());
            _numbers.Add(_texts[number], number);
        }

        // Kept only while it is cheap: runs of one aid type are long, runs of one region are not.
        if (utf8.Length == _last.Length)
        {
            utf8.CopyTo(_last);
        }
        else
        {
            _last = utf8.ToArray();
        }

        _lastNumber = number;
        return number;
    }
}
