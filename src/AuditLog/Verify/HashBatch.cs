using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pmo.AuditLog.Verify;

/// <summary>
/// SHA-256 of many short messages, which are laid down first and then hashed all at once: side by side where the processor can
/// (<see cref="Sha256Lanes"/>), else by one context of the crypto library, since for so few bytes setting one up each time takes as long as the hashing.
/// One thread's at a time.
/// </summary>
/// <param name="isWide">Side by side; only where <see cref="Sha256Lanes.IsSupported"/>.</param>
internal sealed class HashBatch(bool isWide) : IDisposable
{
    private const int LengthSize = sizeof(ulong); // FIPS 180-4 §5.1.1: behind a bit and zeros
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _messages = new byte[1 << 16];
    private int[] _offsets = new int[256];
    private int[] _lengths = new int[256];
    private int[] _order = new int[256];
    private int _end;

    public HashBatch()
        : this(Sha256Lanes.IsSupported)
    {
    }

    /// <summary>Messages that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Makes room for one message.</summary>
    /// <param name="length">Its bytes.</param>
    /// <returns>Where to write it, before anything else is called.</returns>
    public Span<byte> Add(int length)
    {
        var size = Blocks(length) * Sha256Lanes.BlockSize;
        if (_end + size > _messages.Length)
        {
            Array.Resize(ref _messages, Math.Max(2 * _messages.Length, _end + size));
        }

        if (Count == _offsets.Length)
        {
            Array.Resize(ref _offsets, 2 * Count);
            Array.Resize(ref _lengths, 2 * Count);
            Array.Resize(ref _order, 2 * Count);
        }

        (_offsets[Count], _lengths[Count], _order[Count]) = (_end, length, Count);
        var message = _messages.AsSpan(_end, size);
        message[length..].Clear();
        message[length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(message[^LengthSize..], (ulong)length * 8);
        _end += size;
        Count++;
        return message[..length];
    }

    /// <summary>Hashes all that wait; then none do.</summary>
    /// <param name="hashes">32 bytes of each, in the order in which they came.</param>
    public void Hash(Span<byte> hashes)
    {
        if (isWide)
        {
            HashWide(hashes);
        }
        else
        {
            for (var i = 0; i < Count; i++)
            {
                _sha.AppendData(_messages.AsSpan(_offsets[i], _lengths[i]));
                _sha.GetHashAndReset(hashes.Slice(i * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
            }
        }

        (Count, _end) = (0, 0);
    }

    public void Dispose() => _sha.Dispose();

    // Those of like length together, since the longest of sixteen keeps the others waiting.
    private void HashWide(Span<byte> hashes)
    {
        Array.Sort(_lengths, _order, 0, Count);
        Span<byte> made = stackalloc byte[Sha256Lanes.Count * SHA256.HashSizeInBytes];
        Span<int> offsets = stackalloc int[Sha256Lanes.Count];
        Span<int> blocks = stackalloc int[Sha256Lanes.Count];
        for (var first = 0; first < Count; first += Sha256Lanes.Count)
        {
            var lanes = Math.Min(Sha256Lanes.Count, Count - first);
            for (var lane = 0; lane < lanes; lane++)
            {
                (offsets[lane], blocks[lane]) = (_offsets[_order[first + lane]], Blocks(_lengths[first + lane]));
            }

            Sha256Lanes.Hash(_messages, offsets[..lanes], blocks[..lanes], made);
            for (var lane = 0; lane < lanes; lane++)
            {
                made.Slice(lane * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes).CopyTo(hashes[(_order[first + lane] * SHA256.HashSizeInBytes)..]);
            }
        }
    }

    private static int Blocks(int length) => ((length + LengthSize) / Sha256Lanes.BlockSize) + 1;
}
