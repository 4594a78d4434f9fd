using System.Security.Cryptography;
using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Proof;

/// <summary>The weights of ComputeComposites (RFC 9497 section 2.2.1), by which one proof stands for a whole batch.</summary>
internal static class Composite
{
    // Messages that one core hashes at a time: enough to fill any lanes, few enough to stay in its first cache.
    private const int Chunk = 64;

    private static ReadOnlySpan<byte> Label => "Composite"u8;

    /// <param name="path">What hashes.</param>
    /// <param name="publicKey">B, encoded.</param>
    /// <param name="blinded">C, n x 32 bytes.</param>
    /// <param name="evaluated">D, n x 32 bytes.</param>
    /// <param name="weights">n x 32 bytes out: d_i, little-endian.</param>
    public static void Weights(
        BatchPath path, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> blinded, ReadOnlySpan<byte> evaluated, Span<byte> weights)
    {
        var seed = new byte[SHA512.HashSizeInBytes];
        var seedTranscript = new Transcript(stackalloc byte[256]);
        seedTranscript.AppendPrefixed(publicKey);
        seedTranscript.AppendPrefixed(VoprfSuite.SeedTag);
        SHA512.HashData(seedTranscript.Written, seed);

        using PooledArray<byte> c = new(blinded), d = new(evaluated), written = new(weights.Length);
        Cores.ForEach(weights.Length / Scalar.Size, Chunk, (from, to) => Weigh(path, seed, c.Span, d.Span, from, to, written.Span));
        written.Span.CopyTo(weights);
    }

    /// <summary>Weights [from, to).</summary>
    private static void Weigh(
        BatchPath path,
        ReadOnlySpan<byte> seed,
        ReadOnlySpan<byte> blinded,
        ReadOnlySpan<byte> evaluated,
        int from,
        int to,
        Span<byte> weights)
    {
        int length = (4 * sizeof(ushort)) + seed.Length + (2 * Element.Size) + Label.Length;
        using var messages = new PooledBuffer<byte>((to - from) * length);
        using var uniform = new PooledBuffer<byte>((to - from) * ExpandMessage.OutputSize);
        for (int i = from; i < to; i++)
        {
            var transcript = new Transcript(messages.Span.Slice((i - from) * length, length));
            transcript.AppendPrefixed(seed);
            transcript.AppendNumber(i);
            transcript.AppendPrefixed(blinded.Slice(i * Element.Size, Element.Size));
            transcript.AppendPrefixed(evaluated.Slice(i * Element.Size, Element.Size));
            transcript.Append(Label);
        }
        path.Expand(messages.Span, VoprfSuite.ScalarTag, uniform.Span);
        for (int i = from; i < to; i++)
        {
            var weight = Scalar.FromUniformBytes(uniform.Span.Slice((i - from) * ExpandMessage.OutputSize, ExpandMessage.OutputSize));
            weight.CopyTo(weights.Slice(i * Scalar.Size, Scalar.Size));
        }
    }
}
