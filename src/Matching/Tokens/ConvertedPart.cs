namespace Pmo.Matching.Tokens;

/// <summary>A part's persons, canary left out: what is stored of them. Never prints itself.</summary>
/// <param name="Epoch">Database key of the epoch.</param>
/// <param name="Pseudonyms">n × 16 bytes.</param>
/// <param name="Sealed">n × <see cref="Epochs.EpochKeys.SealedSize"/> bytes: the canonical elements; empty when none were asked for.</param>
internal sealed record ConvertedPart(long Epoch, byte[] Pseudonyms, byte[] Sealed)
{
    /// <summary>A part without anybody.</summary>
    public static Result<ConvertedPart> Nobody => new ConvertedPart(0, [], []);

    /// <summary>The pseudonym of person <paramref name="i"/>, 16 bytes.</summary>
    public ReadOnlyMemory<byte> PseudonymOf(int i) => Pseudonyms.AsMemory(i * Pseudonym.Size, Pseudonym.Size);

    /// <summary>The sealed element of person <paramref name="i"/>.</summary>
    public ReadOnlyMemory<byte> SealedOf(int i) => Sealed.AsMemory(i * Epochs.EpochKeys.SealedSize, Epochs.EpochKeys.SealedSize);

    public override string ToString() => nameof(ConvertedPart);
}
