using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>An agreement as its parties may see it. <see cref="PolicySet.Agreements"/> holds everyone's: filter by party.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">The number of the signed paper; null when it has none.</param>
/// <param name="Title">Its title.</param>
/// <param name="Party">Who asks under it.</param>
/// <param name="Basis">Its legal basis.</param>
/// <param name="From">First day, WIB.</param>
/// <param name="Until">Last day, inclusive, WIB.</param>
/// <param name="Purposes">Purposes of all its permits.</param>
/// <param name="Permits">What may be done.</param>
/// <param name="Approvals">Whose consent it has.</param>
public sealed record AgreementSummary(
    AgreementId Id, string? Number, LocalizedText Title, PartyId Party, LegalBasis Basis, DateOnly From, DateOnly Until,
    ImmutableArray<Purpose> Purposes, ImmutableArray<PermitSummary> Permits, ImmutableArray<ApprovalSummary> Approvals)
{
    internal static AgreementSummary Of(Agreement agreement) => new(
        agreement.Id, agreement.Number, agreement.Title, agreement.Party, agreement.Basis, agreement.Valid.From, agreement.Valid.Until,
        agreement.Purposes,
        [.. agreement.Permits.Select(permit => new PermitSummary(permit.Operation, permit.Datasets, permit.Kinds, permit.Disclose))],
        [.. agreement.Approvals.Select(approval => new ApprovalSummary(approval.Owner, approval.By, approval.Date))]);
}

/// <summary>What an agreement permits, without its limits.</summary>
/// <param name="Operation">What may be done.</param>
/// <param name="Datasets">With which; empty when the operation concerns none.</param>
/// <param name="Kinds">By which kinds; empty when it concerns none.</param>
/// <param name="Disclose">What an answer shows.</param>
public sealed record PermitSummary(
    Operation Operation, ImmutableArray<DatasetId> Datasets, ImmutableArray<PersonKind> Kinds, ImmutableArray<Disclosure> Disclose);

/// <summary>An owner's consent.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Date">From which day on, WIB.</param>
public sealed record ApprovalSummary(PartyId Owner, string By, DateOnly Date);
