using Pmo.Hosting.Problems;

namespace Pmo.Pseudonyms.Evaluate;

/// <summary>What becomes of a part: n × 32 bytes evaluated and 64 bytes of proof, or why not.</summary>
internal readonly record struct PartOutcome(byte[]? Answer, Failure? Failure)
{
    public static PartOutcome Of(byte[] answer) => new(answer, null);

    public static PartOutcome Refused(Failure failure) => new(null, failure);

    public override string ToString() => nameof(PartOutcome);
}
