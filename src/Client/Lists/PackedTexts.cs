using System.Text;

namespace Pmo.Client.Lists;

/// <summary>
/// Many texts, packed as UTF-8: as .NET strings a million rows of them take hundreds of megabytes. Never a temporary file: they may hold NIKs. Filled by one
/// thread; then thread-safe.
/// </summary>
internal sealed class PackedTexts
{
    private const int ChunkBytes = 1 << 20;
    private const int ChunkEnds = 1 << 16;

    private readonly List<byte[]> _chunks = [];
    private readonly List<uint[]> _ends = [];
    private byte[] _encoded = new byte[ChunkEnds];
    private uint _length;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A string by its 0-based number, made anew each time.</summary>
    public string this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var (begin, end) = (index == 0 ? 0 : End(index - 1), End(index));
            var length = (int)(end - begin);
            var (chunk, at) = ((int)(begin / ChunkBytes), (int)(begin % ChunkBytes));
            if (at + length <= ChunkBytes)
            {
                return length == 0 ? "" : Encoding.UTF8.GetString(_chunks[chunk], at, length);
            }

            var joined = new byte[length];
            for (var done = 0; done < length; at = 0)
            {
                var part = Math.Min(length - done, ChunkBytes - at);
                _chunks[chunk++].AsSpan(at, part).CopyTo(joined.AsSpan(done));
                done += part;
            }

            return Encoding.UTF8.GetString(joined);
        }
    }

    /// <summary>Adds a string.</summary>
    /// <exception cref="OverflowException">Together they have more than 4 GiB.</exception>
    public void Add(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_encoded.Length < most)
        {
            _encoded = new byte[most];
        }

        var rest = _encoded.AsSpan(0, Encoding.UTF8.GetBytes(text, _encoded));
        while (!rest.IsEmpty)
        {
            var at = (int)(_length % ChunkBytes);
            if (at == 0)
            {
                _chunks.Add(GC.AllocateUninitializedArray<byte>(ChunkBytes));
            }

            var part = Math.Min(rest.Length, ChunkBytes - at);
            rest[..part].CopyTo(_chunks[^1].AsSpan(at));
            rest = rest[part..];
            _length = checked(_length + (uint)part);
        }

        if (Count % ChunkEnds == 0)
        {
            _ends.Add(new uint[ChunkEnds]);
        }

        _ends[^1][Count++ % ChunkEnds] = _length;
    }

    private uint End(int index) => _ends[index / ChunkEnds][index % ChunkEnds];
}
