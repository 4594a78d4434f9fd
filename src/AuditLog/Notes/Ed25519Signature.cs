using BouncyCastle = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace Pmo.AuditLog.Notes;

/// <summary>
/// Ed25519 (RFC 8032 §5.1), the only place that names BouncyCastle (docs/decisions/0008). For the log's own key and for pinned public keys only.
/// </summary>
internal static class Ed25519Signature
{
    public const int SeedSize = 32;
    public const int KeySize = 32;
    public const int Size = 64;

    // The y coordinates of the eight points of small order, and the encodings of 0 and 1 that are not reduced (p, p + 1). Little-endian, hexadecimal,
    // without the sign of x. Under such a key some signatures hold for every message.
    private static readonly string[] SmallOrder =
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];

    /// <summary>Whether a public key is written in the one right way and is not of small order.</summary>
    public static bool IsAcceptable(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != KeySize)
        {
            return false;
        }

        Span<byte> y = stackalloc byte[KeySize];
        publicKey.CopyTo(y);
        y[^1] &= 0x7F;

        // p = 2^255 - 19: reduced unless it is ed ff … ff 7f or above.
        var isReduced = y[^1] != 0x7F || y[1..^1].ContainsAnyExcept((byte)0xFF) || y[0] < 0xED;
        return isReduced && !SmallOrder.Contains(Convert.ToHexStringLower(y), StringComparer.Ordinal);
    }

    public static byte[] PublicKey(byte[] seed)
    {
        var key = new byte[KeySize];
        BouncyCastle.GeneratePublicKey(seed, 0, key, 0);
        return key;
    }

    public static byte[] Sign(byte[] seed, byte[] message)
    {
        var signature = new byte[Size];
        BouncyCastle.Sign(seed, 0, message, 0, message.Length, signature, 0);
        return signature;
    }

    public static bool Verify(byte[] publicKey, byte[] message, byte[] signature) =>
        signature.Length == Size && IsAcceptable(publicKey) && BouncyCastle.Verify(signature, 0, publicKey, 0, message, 0, message.Length);
}
