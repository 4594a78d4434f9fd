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
public sealed record AgreementSummary(
    AgreementId Id, string? Number, LocalizedText Title, PartyId Party, LegalBasis Basis, DateOnly From, DateOnly Until,
    ImmutableArray<Purpose> Purposes)
{
    internal static AgreementSummary Of(Agreement agreement) => new(
        agreement.Id, agreement.Number, agreement.Title, agreement.Party, agreement.Basis, agreement.Valid.From, agreement.Valid.Until,
        agreement.Purposes);
}
