using Pmo.Hosting.Problems;

namespace Pmo.Pseudonyms.Evaluate;

/// <summary>Whether a part may be evaluated.</summary>
/// <param name="Failure">Why not.</param>
/// <param name="Known">The very same part was admitted before: nothing is charged.</param>
internal readonly record struct Admission(Failure? Failure, bool Known)
{
    public static Admission Again { get; } = new(null, true);

    public static Admission New { get; } = new(null, false);

    public static Admission Refused(Failure failure) => new(failure, false);
}

/// <summary>What has been used today, in persons.</summary>
internal sealed record DayUse(long Partner, long Total);
