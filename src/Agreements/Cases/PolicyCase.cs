using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>One case of a policy set's own tests: given a time, this request is to be decided so.</summary>
public sealed record PolicyCase
{
    /// <summary>What the case says, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required RuleLocation At { get; init; }

    /// <summary>What is asked, and when.</summary>
    public required AccessRequest Request { get; init; }

    /// <summary><see cref="ReasonCode.Permit"/> (written <c>allow</c>), or the reason of the denial.</summary>
    public required ReasonCode Expect { get; init; }

    /// <summary>Exactly what is to be disclosed; null: not looked at.</summary>
    public ImmutableArray<Disclosure>? Disclose { get; init; }

    /// <summary>Exactly the regions that it is to be limited to; null: not looked at.</summary>
    public ImmutableArray<RegionCode>? Regions { get; init; }

    /// <summary>Exactly the regions that are to be withheld; null: not looked at.</summary>
    public ImmutableArray<RegionCode>? Withheld { get; init; }

    /// <summary>The smallest count to be shown; null: not looked at.</summary>
    public int? Threshold { get; init; }

    /// <summary>What is expected, as <see cref="DecisionChange.Render"/> writes decisions: only what is looked at.</summary>
    public string Expected => string.Join(' ', new[]
    {
        Expect == ReasonCode.Permit ? "allow" : Expect.ToWire(),
        Term("disclose", Disclose?.Order().Select(one => one.ToWire())),
        Term("regions", Regions?.Order().Select(one => one.Value)),
        Term("withheld", Withheld?.Order().Select(one => one.Value)),
        Threshold is { } least ? FormattableString.Invariant($"threshold={least}") : "",
    }.Where(term => term.Length > 0));

    /// <summary>Decides the request by <paramref name="set"/> and compares. Thread-safe.</summary>
    public PolicyCaseOutcome Run(PolicySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var decision = set.Decide(Request);
        var shown = decision.Obligations;
        var passed = decision.Reason == Expect
            && Is(Disclose, shown.Disclose)
            && Is(Regions, shown.Regions.Only)
            && Is(Withheld, shown.Regions.Withheld)
            && (Threshold is null || Threshold == shown.Threshold);
        return new PolicyCaseOutcome(this, decision, passed);
    }

    private static string Term(string name, IEnumerable<string>? values) => values is null ? "" : $"{name}={string.Join(',', values)}";

    private static bool Is<T>(ImmutableArray<T>? expected, ImmutableArray<T> found) =>
        expected is not { } all || all.Order().SequenceEqual(found);
}

/// <summary>How a case came out.</summary>
/// <param name="Case">The case.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Passed">Whether that is what the case expects.</param>
public sealed record PolicyCaseOutcome(PolicyCase Case, AccessDecision Decision, bool Passed);
