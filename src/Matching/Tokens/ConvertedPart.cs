namespace Pmo.Matching.Tokens;

/// <summary>A part's persons, canary left out: what is stored of them. Never prints itself.</summary>
/// <param name="Epoch">Database key of the epoch.</param>
/// <param name="Pseudonyms">n × 16 bytes.</param>
/// <param name="Sealed">n × <see cref="Epochs.EpochKeys.SealedSize"/> bytes: the canonical elements; empty when none were asked for.</param>
internal sealed record ConvertedPart(long Epoch, byte[] Pseudonyms, byte[] Sealed)
{
    public override string ToString() => nameof(ConvertedPart);
}
