using System.Security.Cryptography;

namespace Pmo.Oprf.Proof;

/// <summary>The weights of ComputeComposites (RFC 9497 section 2.2.1), by which one proof stands for a whole batch.</summary>
internal static class Composite
{
    /// <param name="publicKey">B, encoded.</param>
    /// <param name="blinded">C, n x 32 bytes.</param>
    /// <param name="evaluated">D, n x 32 bytes.</param>
    /// <param name="weights">n x 32 bytes out: d_i, little-endian.</param>
    public static void Weights(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> blinded, ReadOnlySpan<byte> evaluated, Span<byte> weights)
    {
        Span<byte> room = stackalloc byte[256];
        var seedTranscript = new Transcript(room);
        seedTranscript.AppendPrefixed(publicKey);
        seedTranscript.AppendPrefixed(VoprfSuite.SeedTag);
        Span<byte> seed = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(seedTranscript.Written, seed);

        for (int at = 0, i = 0; at < weights.Length; at += Element.Size, i++)
        {
            var transcript = new Transcript(room);
            transcript.AppendPrefixed(seed);
            transcript.AppendNumber(i);
            transcript.AppendPrefixed(blinded.Slice(at, Element.Size));
            transcript.AppendPrefixed(evaluated.Slice(at, Element.Size));
            transcript.Append("Composite"u8);
            VoprfSuite.HashToScalar(transcript.Written).CopyTo(weights.Slice(at, Scalar.Size));
        }
    }
}
