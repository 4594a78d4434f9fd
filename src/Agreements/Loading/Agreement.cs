using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>An agreement as its file says it, free of errors.</summary>
internal sealed record Agreement
{
    public required AgreementId Id { get; init; }

    public required string? Number { get; init; }

    public required LocalizedText Title { get; init; }

    public required PartyId Party { get; init; }

    public required LegalBasis Basis { get; init; }

    public required Validity Valid { get; init; }

    public required ImmutableArray<Purpose> Purposes { get; init; }

    public required ImmutableArray<Permit> Permits { get; init; }

    public required ImmutableArray<Forbid> Forbids { get; init; }

    public required ImmutableArray<Approval> Approvals { get; init; }

    public required AgreementLines Lines { get; init; }
}

/// <summary>First and last day, both inclusive, WIB.</summary>
internal sealed record Validity(DateOnly From, DateOnly Until);

/// <summary>The lines that a denial of the agreement as a whole points to.</summary>
internal sealed record AgreementLines(RuleLocation Id, RuleLocation Valid, RuleLocation Purposes, RuleLocation Permits);

/// <summary>What the partner may do. No kinds: the operation concerns none. No datasets: likewise. No regions: everywhere.</summary>
internal sealed record Permit
{
    public required Operation Operation { get; init; }

    public required ImmutableArray<DatasetId> Datasets { get; init; }

    public required ImmutableArray<PersonKind> Kinds { get; init; }

    public required ImmutableArray<Disclosure> Disclose { get; init; }

    public required QuotaRule? Quota { get; init; }

    public required ListLimits? List { get; init; }

    public required ImmutableArray<RegionCode> Regions { get; init; }

    public required int? Threshold { get; init; }

    public required Noise? Noise { get; init; }

    public required RuleLocation At { get; init; }
}

/// <summary>What the partner may not do under any of its agreements. No datasets, no kinds, no regions: all of them.</summary>
internal sealed record Forbid
{
    public required Operation Operation { get; init; }

    public required ImmutableArray<DatasetId> Datasets { get; init; }

    public required ImmutableArray<PersonKind> Kinds { get; init; }

    public required ImmutableArray<RegionCode> Regions { get; init; }

    public required RuleLocation At { get; init; }
}

/// <summary>An owner's consent, from its date on (WIB).</summary>
internal sealed record Approval(PartyId Owner, string By, DateOnly Date, RuleLocation At);
