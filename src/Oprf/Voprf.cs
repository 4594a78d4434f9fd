using System.Security.Cryptography;
using Pmo.Oprf.Batch;
using Pmo.Oprf.Proof;

namespace Pmo.Oprf;

/// <summary>
/// VOPRF with suite ristretto255-SHA512, mode 0x01 (RFC 9497), over flat batches of 1 to <see cref="ElementBatch.MaxElements"/>
/// elements of 32 bytes. Lengths are checked first, then everything is decoded, and nothing is written unless all is well.
/// A batch is shared out over all cores. Thread-safe; constant time in keys, blinds and inputs (not in an input's length).
/// </summary>
public static class Voprf
{
    /// <summary>Bytes of a proof: c || s, each a scalar of 32 bytes.</summary>
    public const int ProofSize = 2 * Scalar.Size;

    /// <summary>Bytes of a Finalize output.</summary>
    public const int OutputSize = SHA512.HashSizeInBytes;

    /// <summary>Most bytes of one input, whose length Finalize writes in two bytes (RFC 9497 section 3.3.2).</summary>
    public const int MaxInput = ushort.MaxValue;

    /// <summary>Blind (RFC 9497 section 3.3.2): blind[i] * HashToGroup(input[i]).</summary>
    /// <param name="inputs">n inputs of at most <see cref="MaxInput"/> bytes; read by several threads at a time.</param>
    /// <param name="blinds">n scalars, none zero, each used once.</param>
    /// <param name="blinded">n x 32 bytes out.</param>
    /// <returns>
    /// WrongLength (with the index of an input that is too long), EmptyBatch, BatchTooLarge; ZeroScalar with index; IdentityElement
    /// with the index of an input that hashes to it, which nobody will ever see.
    /// </returns>
    public static OprfResult Blind(IReadOnlyList<ReadOnlyMemory<byte>> inputs, ReadOnlySpan<Scalar> blinds, Span<byte> blinded) =>
        BatchEngine.Active.Blind(inputs, blinds, blinded);

    /// <summary>BlindEvaluate (RFC 9497 section 3.3.2): key times each element, and one proof for the batch.</summary>
    /// <param name="key">k, not zero.</param>
    /// <param name="blinded">n x 32 bytes.</param>
    /// <param name="evaluated">n x 32 bytes out.</param>
    /// <param name="proof">64 bytes out; a new one each time, for its nonce is drawn anew (hash of randomness, key and statement).</param>
    /// <returns>WrongLength, EmptyBatch, BatchTooLarge, ZeroScalar; NonCanonicalElement or IdentityElement with index.</returns>
    public static OprfResult Evaluate(Scalar key, ReadOnlySpan<byte> blinded, Span<byte> evaluated, Span<byte> proof) =>
        BatchEngine.Active.Evaluate(key, blinded, evaluated, proof);

    /// <summary>Verifies that the key of <paramref name="publicKey32"/> evaluated the whole batch (RFC 9497 section 2.2.2).</summary>
    /// <param name="publicKey32">32 bytes.</param>
    /// <param name="blinded">n x 32 bytes.</param>
    /// <param name="evaluated">n x 32 bytes.</param>
    /// <param name="proof">64 bytes.</param>
    /// <returns>
    /// WrongLength, EmptyBatch, BatchTooLarge; NonCanonicalElement or IdentityElement with the index in whichever list, -1 for the
    /// public key; InvalidProof.
    /// </returns>
    public static OprfResult Verify(
        ReadOnlySpan<byte> publicKey32, ReadOnlySpan<byte> blinded, ReadOnlySpan<byte> evaluated, ReadOnlySpan<byte> proof) =>
        BatchEngine.Active.Verify(publicKey32, blinded, evaluated, proof);

    /// <summary>The first half of Finalize (RFC 9497 section 3.3.2): 1/blind[i] times each element, the tokens.</summary>
    /// <param name="blinds">The n scalars given to <see cref="Blind"/>.</param>
    /// <param name="evaluated">n x 32 bytes; call <see cref="Verify"/> on them first.</param>
    /// <param name="tokens">n x 32 bytes out; may be the same memory as <paramref name="evaluated"/>.</param>
    /// <returns>WrongLength, EmptyBatch, BatchTooLarge; ZeroScalar, NonCanonicalElement or IdentityElement with index.</returns>
    public static OprfResult Unblind(ReadOnlySpan<Scalar> blinds, ReadOnlySpan<byte> evaluated, Span<byte> tokens) =>
        BatchEngine.Active.Unblind(blinds, evaluated, tokens);

    /// <summary>key * G, 32 bytes.</summary>
    /// <exception cref="ArgumentException">The key is zero or the destination's length is not 32.</exception>
    public static void PublicKey(Scalar key, Span<byte> publicKey32)
    {
        if (key.IsZero)
            throw new ArgumentException("A key is not zero.", nameof(key));
        Element.Generator.Multiply(key).Encode(publicKey32);
    }

    /// <summary>
    /// The second half of Finalize (RFC 9497 section 3.3.2): the hash of input and token. The protocol itself uses the token; this is
    /// here so that the RFC's vectors can be checked.
    /// </summary>
    /// <param name="input">At most <see cref="MaxInput"/> bytes.</param>
    /// <param name="token32">32 bytes.</param>
    /// <param name="output64">64 bytes out.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public static void Finalize(ReadOnlySpan<byte> input, ReadOnlySpan<byte> token32, Span<byte> output64)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(input.Length, MaxInput, nameof(input));
        ArgumentOutOfRangeException.ThrowIfNotEqual(token32.Length, Element.Size, nameof(token32));
        ArgumentOutOfRangeException.ThrowIfNotEqual(output64.Length, OutputSize, nameof(output64));
        var label = "Finalize"u8;
        using var room = new PooledBuffer<byte>(input.Length + token32.Length + label.Length + (2 * sizeof(ushort)));
        var transcript = new Transcript(room.Span);
        transcript.AppendPrefixed(input);
        transcript.AppendPrefixed(token32);
        transcript.Append(label);
        SHA512.HashData(transcript.Written, output64);
    }
}
