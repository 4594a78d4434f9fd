using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>One thing that a partner may do with one dataset under one agreement (a <c>may</c> entry of <c>GET /v1/catalog</c>).</summary>
public sealed record CatalogGrant
{
    /// <summary>The dataset.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>Its owner.</summary>
    public required PartyId Owner { get; init; }

    /// <summary>What may be done.</summary>
    public required Operation Operation { get; init; }

    /// <summary>Under which agreement.</summary>
    public required AgreementId Agreement { get; init; }

    /// <summary>For which purposes; any one of them.</summary>
    public required ImmutableArray<Purpose> Purposes { get; init; }

    /// <summary>For which kinds; empty when the operation concerns none.</summary>
    public required ImmutableArray<PersonKind> Kinds { get; init; }

    /// <summary>What an answer shows, and of what. Its regions are those to name where one must be named.</summary>
    public required Obligations Obligations { get; init; }

    /// <summary>List limits; null: none.</summary>
    public required ListLimits? List { get; init; }

    /// <summary>Meters that must all hold.</summary>
    public required IReadOnlyList<QuotaRule> Quotas { get; init; }
}
