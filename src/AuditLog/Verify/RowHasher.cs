using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>
/// The hashes of <see cref="TreeHash"/> and <see cref="EntryBytes.Commit"/>, by one context of the crypto library for all of them: for so few bytes,
/// setting one up each time takes as long as the hashing. One thread's at a time.
/// </summary>
internal sealed class RowHasher : IDisposable
{
    private const int BlockSize = 64; // RFC 2104: B, of SHA-256
    private const byte Inner = 0x36;
    private const byte Outer = 0x5c;
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>HMAC-SHA256 (RFC 2104 §2).</summary>
    /// <param name="salt">The key, of <see cref="EntryBytes.SaltSize"/> bytes.</param>
    /// <param name="entry">Any bytes.</param>
    /// <param name="commitment">32 bytes.</param>
    public void Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> entry, Span<byte> commitment)
    {
        Span<byte> outer = stackalloc byte[BlockSize + TreeHash.Size];
        Span<byte> inner = stackalloc byte[BlockSize];
        Pad(salt, Inner, inner);
        Pad(salt, Outer, outer);
        _sha.AppendData(inner);
        _sha.AppendData(entry);
        _sha.GetHashAndReset(outer[BlockSize..]);
        Hash(outer, commitment);
    }

    /// <inheritdoc cref="TreeHash.Leaf(ReadOnlySpan{byte}, Span{byte})"/>
    public void Leaf(ReadOnlySpan<byte> commitment, Span<byte> hash)
    {
        Span<byte> input = stackalloc byte[1 + TreeHash.Size];
        input[0] = TreeHash.LeafPrefix;
        commitment.CopyTo(input[1..]);
        Hash(input, hash);
    }

    /// <inheritdoc cref="TreeHash.Root"/>
    public byte[] Root(ReadOnlySpan<byte> hashes)
    {
        // Two neighbours lie as they are hashed, but for the prefix.
        Span<byte> input = stackalloc byte[1 + (2 * TreeHash.Size)];
        input[0] = TreeHash.NodePrefix;
        var work = hashes.ToArray();
        for (var length = work.Length / 2; length >= TreeHash.Size; length /= 2)
        {
            for (var at = 0; at < length; at += TreeHash.Size)
            {
                work.AsSpan(2 * at, 2 * TreeHash.Size).CopyTo(input[1..]);
                Hash(input, work.AsSpan(at, TreeHash.Size));
            }
        }

        return work[..TreeHash.Size];
    }

    public void Dispose() => _sha.Dispose();

    // The key is shorter than a block, behind which there are zeros.
    private static void Pad(ReadOnlySpan<byte> salt, byte pad, Span<byte> block)
    {
        var pads = Vector256.Create(pad);
        (Vector256.Create(salt) ^ pads).CopyTo(block);
        pads.CopyTo(block[EntryBytes.SaltSize..]);
    }

    private void Hash(ReadOnlySpan<byte> input, Span<byte> hash)
    {
        _sha.AppendData(input);
        _sha.GetHashAndReset(hash);
    }
}
