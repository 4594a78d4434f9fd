using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Pmo.Agreements;

/// <summary>A set's agreements as decisions look them up. Immutable.</summary>
internal sealed class PolicyIndex
{
    private readonly FrozenDictionary<AgreementId, Agreement> agreements;
    private readonly FrozenDictionary<PartyId, Agreement[]> byParty;
    private readonly FrozenDictionary<DatasetId, PartyId> owners;

    public PolicyIndex(IEnumerable<Agreement> agreements)
    {
        this.agreements = agreements.ToFrozenDictionary(agreement => agreement.Id);
        byParty = this.agreements.Values
            .GroupBy(agreement => agreement.Party)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(one => one.Id.Value, StringComparer.Ordinal).ToArray());
        owners = this.agreements.Values
            .SelectMany(agreement => agreement.Permits
                .Where(permit => permit.Operation == Operation.Upload)
                .SelectMany(permit => permit.Datasets.Select(dataset => KeyValuePair.Create(dataset, agreement.Party))))
            .DistinctBy(pair => pair.Key)
            .ToFrozenDictionary();
    }

    public IEnumerable<Agreement> Agreements => agreements.Values.OrderBy(agreement => agreement.Id.Value, StringComparer.Ordinal);

    /// <summary>An agreement of this very partner.</summary>
    public bool TryFind(string? partner, string? agreement, [NotNullWhen(true)] out Agreement? found)
    {
        found = null;
        return PartyId.TryParse(partner, out var party, out _)
            && AgreementId.TryParse(agreement, out var id, out _)
            && agreements.TryGetValue(id, out found)
            && found.Party == party;
    }

    public IReadOnlyList<Agreement> Of(PartyId party) => byParty.GetValueOrDefault(party) ?? [];

    public PartyId? OwnerOf(DatasetId dataset) => owners.TryGetValue(dataset, out var owner) ? owner : null;

    public IReadOnlyList<DatasetId> DatasetsOf(PartyId party) =>
        [.. owners.Where(pair => pair.Value == party).Select(pair => pair.Key).OrderBy(dataset => dataset.Value, StringComparer.Ordinal)];

    /// <summary>The party's forbids that are in force on a day, whichever of its agreements they stand in.</summary>
    public IEnumerable<Forbid> ForbidsOf(PartyId party, DateOnly today) =>
        Of(party).Where(agreement => agreement.Valid.From <= today && today <= agreement.Valid.Until).SelectMany(one => one.Forbids);
}
