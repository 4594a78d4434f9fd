using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>
/// The answer to an <see cref="AccessRequest"/>. What follows <see cref="Datasets"/> is empty in a denial. Immutable. Two decisions
/// are compared by their parts, not by <c>==</c>.
/// </summary>
public sealed record AccessDecision
{
    /// <summary>Whether it may be done, quotas aside.</summary>
    public bool Allowed => Reason == ReasonCode.Permit;

    /// <summary><see cref="ReasonCode.Permit"/>, or why not.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The rule that decided; null when there is no agreement.</summary>
    public required RuleLocation? Rule { get; init; }

    /// <summary>The set that decided, <c>sha256:</c> and 64 hex digits.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>What the reason concerns here, for example the dataset; null when the code says all.</summary>
    public LocalizedText? Detail { get; init; }

    /// <summary>The datasets, each with its owner, in ordinal order.</summary>
    public IReadOnlyList<DatasetGrant> Datasets { get; init; } = [];

    /// <summary>What the service that answers must keep to.</summary>
    public Obligations Obligations { get; init; } = Obligations.None;

    /// <summary>Meters that must all hold; the caller keeps them.</summary>
    public IReadOnlyList<QuotaRule> Quotas { get; init; } = [];

    /// <summary>The limits that were or are to be held; null: none.</summary>
    public ListLimits? List { get; init; }
}

/// <summary>A dataset and the party that may upload to it.</summary>
public sealed record DatasetGrant(DatasetId Id, PartyId Owner);

/// <summary>What may be shown, and of what.</summary>
/// <param name="Disclose">Without repetition, in the order of <see cref="Disclosure"/>.</param>
/// <param name="Regions">Where the records lie that may count.</param>
/// <param name="Threshold">Distinct persons below which a count is withheld, with what would reveal it; at least 2; null: none.</param>
/// <param name="Noise">Noise on counts; null: none.</param>
public sealed record Obligations(ImmutableArray<Disclosure> Disclose, RegionScope Regions, int? Threshold, Noise? Noise)
{
    /// <summary>Nothing may be shown.</summary>
    public static Obligations None { get; } = new([], RegionScope.Everywhere, null, null);
}
