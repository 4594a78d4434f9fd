using System.Buffers.Binary;
using System.Security.Cryptography;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Sessions;

/// <summary>
/// 32 random bytes from which all blinds of a session derive, so that an interrupted session can repeat a part exactly. A secret: with it
/// and the traffic, guesses at NIKs could be tested. Does not print itself. Thread-safe.
/// </summary>
internal sealed class BlindSeed
{
    public const int Size = 32;
    private static ReadOnlySpan<byte> Label => "pmo-blind-v1"u8;
    private readonly byte[] _seed;

    private BlindSeed(byte[] seed) => _seed = seed;

    public static BlindSeed New() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Takes a stored seed; null when its length is not 32 bytes.</summary>
    public static BlindSeed? Of(byte[]? seed) => seed is { Length: Size } ? new BlindSeed(seed) : null;

    /// <summary>For the state file only.</summary>
    public byte[] Export() => _seed;

    /// <summary>
    /// <c>HMAC-SHA512(seed, "pmo-blind-v1" ‖ part ‖ index ‖ input) mod ℓ</c>, part and index as 4 bytes, big-endian. The input is hashed in
    /// so that a seed used for a changed list can never put one blind on two persons, whose quotient could then be guessed at.
    /// </summary>
    /// <param name="part">From 0.</param>
    /// <param name="index">From 0 within the part, the canary being 0.</param>
    /// <param name="input">What is hashed to the group (see <see cref="PersonInput"/>), at most 64 bytes.</param>
    public Scalar Blind(int part, int index, ReadOnlySpan<byte> input)
    {
        Span<byte> message = stackalloc byte[Label.Length + 8 + 64];
        Label.CopyTo(message);
        BinaryPrimitives.WriteInt32BigEndian(message[Label.Length..], part);
        BinaryPrimitives.WriteInt32BigEndian(message[(Label.Length + 4)..], index);
        input.CopyTo(message[(Label.Length + 8)..]);
        Span<byte> wide = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData(_seed, message[..(Label.Length + 8 + input.Length)], wide);
        var blind = Scalar.FromUniformBytes(wide);
        CryptographicOperations.ZeroMemory(message);
        CryptographicOperations.ZeroMemory(wide);

        // 2^-252: cannot be met by chance, and a zero blind would not hide anything.
        return blind.IsZero ? throw new CryptographicException("A blind is zero.") : blind;
    }

    public override string ToString() => nameof(BlindSeed);
}
