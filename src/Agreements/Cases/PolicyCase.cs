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

    /// <summary>Decides the request by <paramref name="set"/> and compares. Thread-safe.</summary>
    public PolicyCaseOutcome Run(PolicySet set)
    {
        var decision = set.Decide(Request);
        var passed = decision.Reason == Expect
            && (Disclose is not { } expected || expected.Order().SequenceEqual(decision.Obligations.Disclose));
        return new PolicyCaseOutcome(this, decision, passed);
    }
}

/// <summary>How a case came out.</summary>
/// <param name="Case">The case.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Passed">Whether that is what the case expects.</param>
public sealed record PolicyCaseOutcome(PolicyCase Case, AccessDecision Decision, bool Passed);
