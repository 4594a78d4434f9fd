using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Lanes;

/// <summary><see cref="ExpandMessage"/> for many messages of one length, one in each lane.</summary>
internal static class LaneExpandMessage<V>
    where V : unmanaged, ILanes<V>
{
    private const int BlockSize = ExpandMessage.BlockSize;
    private const int LengthSize = 16; // SHA-512 ends in 0x80, zeros and the length in bits, in 128 bits (FIPS 180-4 section 5.1.2)

    // The first block is Z_pad, all zeros, whatever the message.
    private static readonly V[] AfterZeroPad = CompressedZeros();

    /// <param name="messages">n messages of the same length, one after the other.</param>
    /// <param name="tag">DST, at most 46 bytes, so that the second hash takes one block.</param>
    /// <param name="uniform">n x 64 bytes out.</param>
    public static void Expand(ReadOnlySpan<byte> messages, ReadOnlySpan<byte> tag, Span<byte> uniform)
    {
        int count = uniform.Length / ExpandMessage.OutputSize, length = messages.Length / count;
        int used = length + 3 + tag.Length + 1;
        int padded = (used + 1 + LengthSize + BlockSize - 1) / BlockSize * BlockSize;
        using var room = new PooledBuffer<byte>(padded);
        using var words = new PooledBuffer<V>((padded / sizeof(ulong)) + LaneSha512<V>.StateWords);
        var blocks = words.Span[..(padded / sizeof(ulong))];
        var state = words.Span[blocks.Length..];

        // msg_prime without Z_pad: msg || I2OSP(64, 2) || I2OSP(0, 1) || DST_prime
        room.Span.Clear();
        ExpandMessage.WriteTail(room.Span[length..], tag);
        EndWith(room.Span, used, BlockSize + used);
        for (int at = 0; at < count; at += V.Count)
        {
            int lanes = Math.Min(V.Count, count - at);
            for (int lane = 0; lane < V.Count; lane++)
            {
                // Lanes left over repeat the last message.
                messages.Slice((at + Math.Min(lane, lanes - 1)) * length, length).CopyTo(room.Span);
                Load(room.Span, lane, blocks);
            }
            AfterZeroPad.CopyTo(state);
            for (int i = 0; i < blocks.Length; i += LaneSha512<V>.BlockWords)
                LaneSha512<V>.Compress(state, blocks.Slice(i, LaneSha512<V>.BlockWords));
            HashAgain(tag, state, blocks);
            for (int lane = 0; lane < lanes; lane++)
                Store(state, lane, uniform.Slice((at + lane) * ExpandMessage.OutputSize, ExpandMessage.OutputSize));
        }
    }

    /// <summary>b_1 = H(b_0 || I2OSP(1, 1) || DST_prime), from and to <paramref name="state"/>.</summary>
    private static void HashAgain(ReadOnlySpan<byte> tag, Span<V> state, Span<V> blocks)
    {
        Span<byte> rest = stackalloc byte[BlockSize - ExpandMessage.OutputSize];
        rest.Clear();
        rest[0] = 1;
        int used = 1 + ExpandMessage.WriteTag(rest[1..], tag);
        EndWith(rest, used, ExpandMessage.OutputSize + used);
        var block = blocks[..LaneSha512<V>.BlockWords];
        state.CopyTo(block);
        for (int i = 0; i < rest.Length / sizeof(ulong); i++)
            block[LaneSha512<V>.StateWords + i] = V.Of(BinaryPrimitives.ReadUInt64BigEndian(rest[(i * sizeof(ulong))..]));
        LaneSha512<V>.Start(state);
        LaneSha512<V>.Compress(state, block);
    }

    private static void EndWith(Span<byte> padded, int used, int hashed)
    {
        padded[used] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padded[^sizeof(long)..], 8L * hashed);
    }

    private static void Load(ReadOnlySpan<byte> bytes, int lane, Span<V> words)
    {
        var lanes = MemoryMarshal.Cast<V, ulong>(words);
        for (int i = 0; i < words.Length; i++)
            lanes[(i * V.Count) + lane] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(i * sizeof(ulong))..]);
    }

    private static void Store(Span<V> state, int lane, Span<byte> bytes)
    {
        var lanes = MemoryMarshal.Cast<V, ulong>(state);
        for (int i = 0; i < LaneSha512<V>.StateWords; i++)
            BinaryPrimitives.WriteUInt64BigEndian(bytes[(i * sizeof(ulong))..], lanes[(i * V.Count) + lane]);
    }

    private static V[] CompressedZeros()
    {
        var state = new V[LaneSha512<V>.StateWords];
        LaneSha512<V>.Start(state);
        LaneSha512<V>.Compress(state, new V[LaneSha512<V>.BlockWords]);
        return state;
    }
}
