using Pmo.Oprf.Batch;

namespace Pmo.Oprf;

/// <summary>
/// Flat batches of encoded elements, n x 32 bytes, 1 to <see cref="MaxElements"/>. Everything is decoded before anything is
/// multiplied, and nothing is written unless all is well. Thread-safe.
/// </summary>
public static class ElementBatch
{
    /// <summary>Most elements in one batch, here and in <see cref="Voprf"/>.</summary>
    public const int MaxElements = 8192;

    /// <summary>Whether every element is canonical and not the identity.</summary>
    /// <param name="elements">n x 32 bytes.</param>
    /// <returns>WrongLength, EmptyBatch, BatchTooLarge; NonCanonicalElement or IdentityElement with the first one's index.</returns>
    public static OprfResult Check(ReadOnlySpan<byte> elements) => BatchEngine.Active.Check(elements);

    /// <summary>k times each element, in constant time for all k.</summary>
    /// <param name="k">Not zero.</param>
    /// <param name="elements">n x 32 bytes.</param>
    /// <param name="result">n x 32 bytes out; may be the same memory as <paramref name="elements"/>.</param>
    /// <returns>As <see cref="Check"/>, and ZeroScalar.</returns>
    public static OprfResult Multiply(Scalar k, ReadOnlySpan<byte> elements, Span<byte> result) =>
        BatchEngine.Active.Multiply(k, elements, result);
}
