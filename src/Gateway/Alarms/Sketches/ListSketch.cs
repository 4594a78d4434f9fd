using System.Buffers.Binary;
using System.Security.Cryptography;
using Pmo.Oprf;

namespace Pmo.Gateway.Alarms.Sketches;

/// <summary>
/// What is kept of a list so that it is known again: the smallest 64 keyed hashes of its tokens (bottom-k sketch, Cohen and Kaplan 2007). Exact for up to 64
/// persons; beyond, the standard error of a similarity of 90 % is 4 points. Without the key it says nothing; with it, only whether a token that one already
/// has may be in the list. Immutable.
/// </summary>
internal sealed class ListSketch
{
    public const int Most = 64;
    private const int Half = Element.Size / 2;
    private readonly ulong[] _least;

    private ListSketch(ulong[] least) => _least = least;

    /// <summary>Of the tokens of a part, without its canary.</summary>
    /// <param name="tokens">Element encodings, 32 bytes each.</param>
    /// <param name="key">32 bytes.</param>
    public static ListSketch Of(ReadOnlySpan<byte> tokens, ReadOnlySpan<byte> key)
    {
        // CBC-MAC over two blocks each, which is a PRF on messages of one fixed length (Bellare, Kilian, Rogaway 2000): all first blocks at once, then all
        // second ones. ECB here is the bare cipher, not a mode that anything is hidden by. An HMAC for each token would take twenty times as long.
        using var aes = Aes.Create();
        aes.SetKey(key);
        var count = tokens.Length / Element.Size;
        var blocks = new byte[count * Half];
        var chained = new byte[blocks.Length];
        for (var i = 0; i < count; i++)
        {
            tokens.Slice(i * Element.Size, Half).CopyTo(blocks.AsSpan(i * Half));
        }

        aes.EncryptEcb(blocks, chained, PaddingMode.None);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < Half; j++)
            {
                chained[(i * Half) + j] ^= tokens[(i * Element.Size) + Half + j];
            }
        }

        aes.EncryptEcb(chained, blocks, PaddingMode.None);
        var hashes = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt64BigEndian(blocks.AsSpan(i * Half));
        }

        return Least(hashes);
    }

    /// <summary>Of the whole list, from those of its parts.</summary>
    public static ListSketch Merge(IEnumerable<ListSketch> parts) => Least([.. parts.SelectMany(part => part._least)]);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ListSketch Read(ReadOnlySpan<byte> bytes)
    {
        var least = new ulong[bytes.Length / sizeof(ulong)];
        for (var i = 0; i < least.Length; i++)
        {
            least[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(i * sizeof(ulong))..]);
        }

        return new ListSketch(least);
    }

    /// <summary>At most 512 bytes.</summary>
    public byte[] Write()
    {
        var bytes = new byte[_least.Length * sizeof(ulong)];
        for (var i = 0; i < _least.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), _least[i]);
        }

        return bytes;
    }

    /// <summary>Estimates how much of both lists is common to them (Jaccard), 0 to 1.</summary>
    public double Similarity(ListSketch other)
    {
        // Lists that are whole in their sketches are compared whole; else only the smallest hashes of the union are a fair sample of it.
        var union = _least.Union(other._least).Order().ToList();
        var sample = _least.Length < Most && other._least.Length < Most ? union : union[..Math.Min(Most, union.Count)];
        return sample.Count == 0 ? 0 : (double)sample.Count(hash => Array.BinarySearch(_least, hash) >= 0 && Array.BinarySearch(other._least, hash) >= 0) / sample.Count;
    }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ListSketch);

    private static ListSketch Least(ulong[] hashes)
    {
        Array.Sort(hashes);
        return new ListSketch([.. hashes.Distinct().Take(Most)]);
    }
}
