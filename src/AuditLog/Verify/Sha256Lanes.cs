using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lane = System.Runtime.Intrinsics.Vector512<uint>;

namespace Pmo.AuditLog.Verify;

/// <summary>SHA-256 (FIPS 180-4) of sixteen messages side by side, one in each lane of a vector. Of public or of secret bytes: no branch depends on them.</summary>
internal static class Sha256Lanes
{
    /// <summary>Messages at a time.</summary>
    public const int Count = 16;

    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 64;

    private const int Rounds = 64;

    /// <summary>Whether this processor has vectors of that length, with rotations.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    // FIPS 180-4 §4.2.2
    private static ReadOnlySpan<uint> K =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    // FIPS 180-4 §5.3.3
    private static ReadOnlySpan<uint> Start => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Hashes at most <see cref="Count"/> messages; it takes as long as that many of the longest one.</summary>
    /// <param name="messages">Padded (§5.1.1).</param>
    /// <param name="offsets">Where each begins.</param>
    /// <param name="blocks">How many blocks each has, at least one.</param>
    /// <param name="hashes">32 bytes of each, one behind the other.</param>
    public static void Hash(ReadOnlySpan<byte> messages, ReadOnlySpan<int> offsets, ReadOnlySpan<int> blocks, Span<byte> hashes)
    {
        Span<Lane> state = stackalloc Lane[8];
        Span<Lane> words = stackalloc Lane[16];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] = Vector512.Create(Start[i]);
        }

        for (var (block, open) = (0, offsets.Length); open > 0; block++)
        {
            for (var lane = 0; lane < offsets.Length; lane++)
            {
                if (block < blocks[lane])
                {
                    Load(messages.Slice(offsets[lane] + (block * BlockSize), BlockSize), MemoryMarshal.Cast<Lane, uint>(words)[lane..]);
                }
            }

            Compress(state, words);
            for (var lane = 0; lane < offsets.Length; lane++)
            {
                if (block == blocks[lane] - 1)
                {
                    Store(MemoryMarshal.Cast<Lane, uint>(state)[lane..], hashes.Slice(lane * 32, 32));
                    open--;
                }
            }
        }
    }

    private static void Load(ReadOnlySpan<byte> block, Span<uint> words)
    {
        for (var i = 0; i < 16; i++)
        {
            words[i * Count] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        }
    }

    private static void Store(ReadOnlySpan<uint> state, Span<byte> hash)
    {
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], state[i * Count]);
        }
    }

    // FIPS 180-4 §6.2.2, its letters; the schedule is made as it goes, in the sixteen words.
    private static void Compress(Span<Lane> state, Span<Lane> w)
    {
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < Rounds; t++)
        {
            if (t >= 16)
            {
                var (early, late) = (w[(t + 1) & 15], w[(t + 14) & 15]);
                w[t & 15] += w[(t + 9) & 15]
                    + Xor(Avx512F.RotateRight(early, 7), Avx512F.RotateRight(early, 18), early >>> 3)
                    + Xor(Avx512F.RotateRight(late, 17), Avx512F.RotateRight(late, 19), late >>> 10);
            }

            var t1 = h + Vector512.Create(K[t]) + w[t & 15] + Vector512.ConditionalSelect(e, f, g)
                + Xor(Avx512F.RotateRight(e, 6), Avx512F.RotateRight(e, 11), Avx512F.RotateRight(e, 25));
            var t2 = Majority(a, b, c) + Xor(Avx512F.RotateRight(a, 2), Avx512F.RotateRight(a, 13), Avx512F.RotateRight(a, 22));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static Lane Xor(Lane x, Lane y, Lane z) => Avx512F.TernaryLogic(x, y, z, 0x96);

    private static Lane Majority(Lane x, Lane y, Lane z) => Avx512F.TernaryLogic(x, y, z, 0xe8);
}
