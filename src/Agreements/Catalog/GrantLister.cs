using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>Lists what is allowed by asking the decider, so that the catalog can promise nothing that a request would be denied.</summary>
internal sealed class GrantLister(PolicyIndex index, Decider decider)
{
    public IReadOnlyList<CatalogGrant> List(PartyId partner, DateTimeOffset at) =>
        [.. index.Of(partner)
            .SelectMany(agreement => Of(agreement, at))
            .OrderBy(grant => grant.Dataset.Value, StringComparer.Ordinal)
            .ThenBy(grant => grant.Operation)
            .ThenBy(grant => grant.Agreement.Value, StringComparer.Ordinal)];

    private IEnumerable<CatalogGrant> Of(Agreement agreement, DateTimeOffset at)
    {
        foreach (var permits in agreement.Permits.GroupBy(permit => permit.Operation))
        {
            // No kinds: one question that names none.
            var kinds = permits.SelectMany(permit => permit.Kinds).Distinct().Order().Select(kind => (PersonKind?)kind).DefaultIfEmpty();
            foreach (var kind in kinds)
            {
                var fitting = permits.Where(permit => kind is null || permit.Kinds.Contains(kind.Value)).ToList();
                var whole = Ask(agreement, permits.Key, kind, at, null, null);
                foreach (var dataset in fitting.SelectMany(permit => permit.Datasets).Distinct())
                {
                    foreach (var decision in Of(agreement, permits.Key, kind, at, whole, dataset, fitting))
                        yield return Grant(agreement, permits.Key, kind, decision, decision.Datasets.First(grant => grant.Id == dataset));
                }
            }
        }
    }

    /// <summary>What may be had of one dataset: alone, else with all others, else region by region.</summary>
    private IEnumerable<AccessDecision> Of(
        Agreement agreement, Operation operation, PersonKind? kind, DateTimeOffset at, AccessDecision whole, DatasetId dataset,
        List<Permit> fitting)
    {
        // A dataset that may not be asked about alone may still be asked about with all others.
        var alone = Ask(agreement, operation, kind, at, [dataset.Value], null);
        if ((alone.Allowed ? alone : whole) is { Allowed: true } decision)
            return [decision];
        if (alone.Reason != ReasonCode.RegionNotPermitted)
            return [];
        return fitting.Where(permit => permit.Datasets.Contains(dataset)).SelectMany(permit => permit.Regions).Distinct().Order()
            .Select(region => Ask(agreement, operation, kind, at, [dataset.Value], region.Value))
            .Where(there => there.Allowed);
    }

    private AccessDecision Ask(
        Agreement agreement, Operation operation, PersonKind? kind, DateTimeOffset at, string[]? datasets, string? region) =>
        decider.Decide(
            new AccessRequest
            {
                Partner = agreement.Party.Value,
                Agreement = agreement.Id.Value,
                // An agreement's purposes are all equal to its permits, so one stands for all.
                Purpose = agreement.Purposes[0].ToWire(),
                Operation = operation,
                Kind = kind?.ToWire(),
                Datasets = datasets,
                Region = region,
                At = at,
            },
            opening: true);

    private static CatalogGrant Grant(
        Agreement agreement, Operation operation, PersonKind? kind, AccessDecision decision, DatasetGrant dataset) => new()
        {
            Dataset = dataset.Id,
            Owner = dataset.Owner,
            Operation = operation,
            Agreement = agreement.Id,
            Purposes = agreement.Purposes,
            Kinds = kind is { } one ? [one] : ImmutableArray<PersonKind>.Empty,
            Obligations = decision.Obligations,
            List = decision.List,
            Quotas = decision.Quotas,
        };
}
