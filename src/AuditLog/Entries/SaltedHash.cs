using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Pmo.AuditLog.Entries;

/// <summary>
/// HMAC-SHA256 (RFC 2104 §2) under a salt, by a context that each thread keeps: for entries as short as these the platform's own takes half as long again, to
/// set one up each time. Thread-safe.
/// </summary>
internal static class SaltedHash
{
    /// <summary>Bytes of a block of SHA-256.</summary>
    public const int BlockSize = 64;

    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;

    [ThreadStatic]
    private static IncrementalHash? _sha;

    /// <summary>32 bytes.</summary>
    /// <param name="salt">The key.</param>
    /// <param name="message">Any bytes.</param>
    public static byte[] Of(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> message)
    {
        if (salt.Length != EntryBytes.SaltSize)
        {
            return HMACSHA256.HashData(salt, message);
        }

        var sha = _sha ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> block = stackalloc byte[BlockSize];
        Inner(salt, block);
        sha.AppendData(block);
        sha.AppendData(message);
        var hash = sha.GetHashAndReset();
        Outer(salt, block);
        sha.AppendData(block);
        sha.AppendData(hash);
        sha.GetHashAndReset(hash);
        return hash;
    }

    /// <summary>The first block of the inner hash.</summary>
    /// <param name="salt">The key, of <see cref="EntryBytes.SaltSize"/> bytes.</param>
    /// <param name="block">Gets it.</param>
    public static void Inner(ReadOnlySpan<byte> salt, Span<byte> block) => Pad(salt, InnerPad, block);

    /// <summary>The first block of the outer hash.</summary>
    /// <inheritdoc cref="Inner"/>
    public static void Outer(ReadOnlySpan<byte> salt, Span<byte> block) => Pad(salt, OuterPad, block);

    // The key is shorter than a block, behind which there are zeros.
    private static void Pad(ReadOnlySpan<byte> salt, byte pad, Span<byte> block)
    {
        var pads = Vector256.Create(pad);
        (Vector256.Create(salt) ^ pads).CopyTo(block);
        pads.CopyTo(block[EntryBytes.SaltSize..]);
    }
}
