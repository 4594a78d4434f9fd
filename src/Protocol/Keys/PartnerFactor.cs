using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pmo.Oprf;

namespace Pmo.Protocol.Keys;

/// <summary>
/// The factor <c>a</c> that makes a partner's pseudonym key its own: <c>k_p = k_d·a</c>. Derived alike by Pseudonyms and Matching, and by nobody else.
/// </summary>
public static class PartnerFactor
{
    /// <summary>HKDF-SHA512 (RFC 5869) of the pair key over length-prefixed epoch, domain, partner and version, reduced mod ℓ.</summary>
    /// <param name="pairKey">32 random bytes of the epoch.</param>
    /// <param name="key">Domain, epoch and version.</param>
    /// <param name="partner">The organisation, from the signed decision and from nowhere else.</param>
    public static Scalar Derive(ReadOnlySpan<byte> pairKey, KeyId key, string partner)
    {
        using var info = new MemoryStream();
        info.Write("pmo-factor-v1"u8);
        WritePrefixed(info, key.Epoch);
        WritePrefixed(info, key.Kind.Name);
        WritePrefixed(info, partner);
        WritePrefixed(info, key.Version.ToString(CultureInfo.InvariantCulture));
        Span<byte> wide = stackalloc byte[64];
        HKDF.DeriveKey(HashAlgorithmName.SHA512, pairKey, wide, salt: [], info.ToArray());
        var factor = Scalar.FromUniformBytes(wide);
        CryptographicOperations.ZeroMemory(wide);

        // 2^-252: cannot be met by chance, and a zero would make every token the identity.
        return factor.IsZero ? throw new CryptographicException("The partner factor is zero; make another pair key.") : factor;
    }

    private static void WritePrefixed(MemoryStream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)bytes.Length));
        to.Write(length);
        to.Write(bytes);
    }
}
