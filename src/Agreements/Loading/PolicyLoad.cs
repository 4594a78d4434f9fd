using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>The outcome of loading: a set, or everything that is wrong with it.</summary>
public sealed record PolicyLoad
{
    /// <summary>The set; null as soon as there is one error.</summary>
    public required PolicySet? Set { get; init; }

    /// <summary>All errors, by file and line.</summary>
    public required IReadOnlyList<PolicyError> Errors { get; init; }

    /// <summary>Whether there is a set.</summary>
    [MemberNotNullWhen(true, nameof(Set))]
    public bool IsValid => Set is not null;
}
