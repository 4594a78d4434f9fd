using System.Runtime.InteropServices;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Regions;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Checks;

/// <summary>
/// Finds the persons, or households, of a part. Who has records, but none that may be told, is found too: that one is withheld, never none.
/// Not thread-safe.
/// </summary>
internal sealed class PartFinder(Lookup lookup, IdentityKind kind, Disclosure disclosure, RegionFilter regions)
{
    /// <summary>A card that more rows of one dataset name is what its owner wrote for want of a number, not a family.</summary>
    public const int MostOfFamily = 200;

    // Kept from one to the next: of some thousand persons they are large, and there may be hundreds of parts.
    private readonly Dictionary<Pseudonym, PersonOverlaps> _found = [];
    private readonly Dictionary<Pseudonym, HashSet<Pseudonym>> _families = [];
    private readonly Dictionary<(Pseudonym Household, long Dataset), List<Found>> _ofFamilies = [];

    /// <summary>All that were found, by the pseudonym that was asked for; valid until the next call.</summary>
    public async Task<Dictionary<Pseudonym, PersonOverlaps>> FindAsync(Pseudonym[] asked, CancellationToken cancellation)
    {
        _found.Clear();
        _families.Clear();
        var isFamily = kind == IdentityKind.Kk;
        await foreach (var record in isFamily ? lookup.FindHouseholdsAsync(asked, cancellation) : lookup.FindAsync(asked, cancellation))
        {
            if (!PersonOverlaps.Counts(record))
            {
                continue;
            }

            var key = isFamily ? record.Household!.Value : record.Pseudonym;
            var person = CollectionsMarshal.GetValueRefOrAddDefault(_found, key, out _) ??= new PersonOverlaps();
            if (!regions.Shows(record.Region))
            {
                continue;
            }

            person.Add(record, disclosure, isFamily);
            if (!isFamily && disclosure.Household && record.Household is { } household)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(_families, household, out _) ??= []).Add(record.Pseudonym);
            }
        }

        await AddFamiliesAsync(cancellation);
        return _found;
    }

    /// <summary>Adds what others of the same card have, to those who were found themselves.</summary>
    private async Task AddFamiliesAsync(CancellationToken cancellation)
    {
        if (_families.Count == 0)
        {
            return;
        }

        _ofFamilies.Clear();
        await foreach (var record in lookup.FindHouseholdsAsync(_families.Keys, cancellation))
        {
            var rows = CollectionsMarshal.GetValueRefOrAddDefault(_ofFamilies, (record.Household!.Value, record.Dataset.Key), out _) ??= [];
            if (rows.Count <= MostOfFamily)
            {
                rows.Add(record);
            }
        }

        foreach (var ((household, _), rows) in _ofFamilies.Where(r => r.Value.Count <= MostOfFamily))
        {
            foreach (var record in rows.Where(r => PersonOverlaps.Counts(r) && regions.Shows(r.Region)))
            {
                foreach (var person in _families[household].Where(p => p != record.Pseudonym))
                {
                    _found[person].Add(record, disclosure, household: true);
                }
            }
        }
    }
}
