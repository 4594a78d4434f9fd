using System.Buffers;
using System.Text;

namespace Pmo.Client.Lists;

/// <summary>
/// Many texts, packed as UTF-8, or as half a byte a digit where they have digits only: as .NET strings a million rows of them take hundreds of megabytes.
/// Never a temporary file: they may hold NIKs. Filled by one thread; then thread-safe.
/// </summary>
internal sealed class PackedTexts
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Of so many texts only the first one's place is kept; the others are found from there by their lengths.</summary>
    private const int Stride = 16;

    private readonly List<byte[]> _chunks = [];
    private readonly PackedList<uint> _places = new();
    private readonly ArrayBufferWriter<byte> _packed = new();
    private uint _length;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A string by its 0-based number, made anew each time.</summary>
    public string this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var at = _places[index / Stride];
            var head = ReadHead(ref at);
            for (var passed = index % Stride; passed > 0; passed--)
            {
                at += Bytes(head);
                head = ReadHead(ref at);
            }

            var length = (int)Bytes(head);
            var (chunk, begin) = ((int)(at / ChunkBytes), (int)(at % ChunkBytes));
            return length == 0 ? "" : Unpack(head, begin + length <= ChunkBytes ? _chunks[chunk].AsSpan(begin, length) : Join(chunk, begin, length));
        }
    }

    /// <summary>Adds a string.</summary>
    /// <exception cref="OverflowException">Together they have more than 4 GiB.</exception>
    public void Add(ReadOnlySpan<char> text)
    {
        _packed.ResetWrittenCount();
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
        {
            WriteHead((uint)Encoding.UTF8.GetByteCount(text) << 1);
            Encoding.UTF8.GetBytes(text, _packed);
        }
        else
        {
            WriteHead(((uint)text.Length << 1) | 1);
            PackDigits(text);
        }

        if (Count++ % Stride == 0)
        {
            _places.Add(_length);
        }

        Append(_packed.WrittenSpan);
    }

    private void Append(ReadOnlySpan<byte> rest)
    {
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
    }

    private void PackDigits(ReadOnlySpan<char> digits)
    {
        var to = _packed.GetSpan((digits.Length + 1) / 2);
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (byte)(digits[i] - '0');
            to[i / 2] = i % 2 == 0 ? digit : (byte)(to[i / 2] | (digit << 4));
        }

        _packed.Advance((digits.Length + 1) / 2);
    }

    /// <summary>Twice the number of bytes, or twice the number of digits and 1: seven bits in a byte, the lowest first.</summary>
    private void WriteHead(uint head)
    {
        for (; head >= 0x80; head >>= 7)
        {
            _packed.Write([(byte)(head | 0x80)]);
        }

        _packed.Write([(byte)head]);
    }

    private uint ReadHead(ref uint at)
    {
        for (uint head = 0, shift = 0; ; shift += 7)
        {
            var next = _chunks[(int)(at / ChunkBytes)][(int)(at % ChunkBytes)];
            at++;
            head |= (next & 0x7Fu) << (int)shift;
            if (next < 0x80)
            {
                return head;
            }
        }
    }

    private static uint Bytes(uint head) => (head & 1) == 0 ? head >> 1 : ((head >> 1) + 1) / 2;

    private static string Unpack(uint head, ReadOnlySpan<byte> packed) => (head & 1) == 0
        ? Encoding.UTF8.GetString(packed)
        : string.Create((int)(head >> 1), packed, (text, digits) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)('0' + ((digits[i / 2] >> (i % 2 * 4)) & 0xF));
            }
        });

    /// <summary>A text that lies over the ends of chunks.</summary>
    private byte[] Join(int chunk, int at, int length)
    {
        var joined = new byte[length];
        for (var done = 0; done < length; at = 0)
        {
            var part = Math.Min(length - done, ChunkBytes - at);
            _chunks[chunk++].AsSpan(at, part).CopyTo(joined.AsSpan(done));
            done += part;
        }

        return joined;
    }
}
