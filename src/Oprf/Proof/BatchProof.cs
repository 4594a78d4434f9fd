using System.Security.Cryptography;
using Pmo.Oprf.Curve;
using Pmo.Oprf.Ristretto;

namespace Pmo.Oprf.Proof;

/// <summary>Proof that log_G(B) = log_M(Z) for the composites M and Z of a batch (RFC 9497 section 2.2): c || s, 64 bytes.</summary>
internal static class BatchProof
{
    private const int RandomSize = 32;

    /// <summary>GenerateProof (RFC 9497 section 2.2.1) with Z = k * M, as its ComputeCompositesFast does.</summary>
    /// <param name="key">k, not zero.</param>
    /// <param name="publicKey">B = k * G, encoded.</param>
    /// <param name="m">M, public.</param>
    /// <param name="fixedNonce">For test vectors only; null draws one.</param>
    /// <param name="proof">64 bytes out.</param>
    public static void Generate(Scalar key, ReadOnlySpan<byte> publicKey, in ExtendedPoint m, Scalar? fixedNonce, Span<byte> proof)
    {
        Span<byte> a0 = stackalloc byte[Element.Size];
        Span<byte> a1 = stackalloc byte[Element.Size];
        RistrettoEncoding.Encode(m, a0);
        RistrettoEncoding.Encode(ScalarMultiplication.Multiply(key, m), a1);

        var nonce = fixedNonce ?? HedgedNonce(key, publicKey, a0, a1);
        var t2 = ScalarMultiplication.Multiply(nonce, Element.Generator.Point);
        var t3 = ScalarMultiplication.Multiply(nonce, m);
        var c = Challenge(publicKey, a0, a1, t2, t3);
        c.CopyTo(proof[..Scalar.Size]);
        nonce.Add(c.Multiply(key).Negate()).CopyTo(proof[Scalar.Size..]); // s = r - c * k
    }

    /// <summary>VerifyProof (RFC 9497 section 2.2.2). False also for numbers that are not canonical.</summary>
    public static bool Verify(
        ReadOnlySpan<byte> publicKey, in ExtendedPoint b, in ExtendedPoint m, in ExtendedPoint z, ReadOnlySpan<byte> proof)
    {
        if (!Scalar.TryParse(proof[..Scalar.Size], out var c) || !Scalar.TryParse(proof[Scalar.Size..], out var s))
            return false;
        Span<byte> a0 = stackalloc byte[Element.Size];
        Span<byte> a1 = stackalloc byte[Element.Size];
        RistrettoEncoding.Encode(m, a0);
        RistrettoEncoding.Encode(z, a1);
        var t2 = Sum(s, Element.Generator.Point, c, b);
        var t3 = Sum(s, m, c, z);
        return Challenge(publicKey, a0, a1, t2, t3) == c;
    }

    private static ExtendedPoint Sum(Scalar s, in ExtendedPoint p, Scalar c, in ExtendedPoint q) =>
        ScalarMultiplication.Multiply(s, p).Add(ScalarMultiplication.Multiply(c, q).Cached());

    private static Scalar Challenge(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> a0, ReadOnlySpan<byte> a1, in ExtendedPoint t2, in ExtendedPoint t3)
    {
        Span<byte> a2 = stackalloc byte[Element.Size];
        Span<byte> a3 = stackalloc byte[Element.Size];
        RistrettoEncoding.Encode(t2, a2);
        RistrettoEncoding.Encode(t3, a3);
        var transcript = new Transcript(stackalloc byte[256]);
        transcript.AppendPrefixed(publicKey);
        transcript.AppendPrefixed(a0);
        transcript.AppendPrefixed(a1);
        transcript.AppendPrefixed(a2);
        transcript.AppendPrefixed(a3);
        transcript.Append("Challenge"u8);
        return VoprfSuite.HashToScalar(transcript.Written);
    }

    /// <summary>
    /// hash(random || k || transcript): a weak generator alone does not repeat a nonce for another statement, and a repeated
    /// statement alone does not repeat one either. M and Z bind the whole batch.
    /// </summary>
    private static Scalar HedgedNonce(Scalar key, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> m, ReadOnlySpan<byte> z)
    {
        Span<byte> input = stackalloc byte[RandomSize + Scalar.Size + (3 * Element.Size)];
        Span<byte> wide = stackalloc byte[SHA512.HashSizeInBytes];
        key.CopyTo(input.Slice(RandomSize, Scalar.Size));
        var statement = new Transcript(input[(RandomSize + Scalar.Size)..]);
        statement.Append(publicKey);
        statement.Append(m);
        statement.Append(z);
        Scalar nonce;
        do
        {
            RandomNumberGenerator.Fill(input[..RandomSize]);
            SHA512.HashData(input, wide);
            nonce = Scalar.FromUniformBytes(wide);
        }
        while (nonce.IsZero);
        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(wide);
        return nonce;
    }
}
