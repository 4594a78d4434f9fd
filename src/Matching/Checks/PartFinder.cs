using System.Runtime.InteropServices;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Regions;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Checks;

/// <summary>
/// Finds the persons, or households, of one part. Who has records, but none that may be told, is found too: that one is withheld, never none.
/// Not thread-safe.
/// </summary>
internal sealed class PartFinder(Lookup lookup, IdentityKind kind, Disclosure disclosure, RegionFilter regions)
{
    /// <summary>A card that more rows of one dataset name is what its owner wrote for want of a number, not a family.</summary>
    public const int MostOfFamily = 200;

    /// <summary>All that were found, by the pseudonym that was asked for.</summary>
    public async Task<Dictionary<Pseudonym, PersonOverlaps>> FindAsync(Pseudonym[] asked, CancellationToken cancellation)
    {
        var found = new Dictionary<Pseudonym, PersonOverlaps>();
        var families = new Dictionary<Pseudonym, HashSet<Pseudonym>>();
        var isFamily = kind == IdentityKind.Kk;
        await foreach (var record in isFamily ? lookup.FindHouseholdsAsync(asked, cancellation) : lookup.FindAsync(asked, cancellation))
        {
            if (!PersonOverlaps.Counts(record))
            {
                continue;
            }

            var key = isFamily ? record.Household!.Value : record.Pseudonym;
            var person = CollectionsMarshal.GetValueRefOrAddDefault(found, key, out _) ??= new PersonOverlaps();
            if (!regions.Shows(record.Region))
            {
                continue;
            }

            person.Add(record, disclosure, isFamily);
            if (!isFamily && disclosure.Household && record.Household is { } household)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(families, household, out _) ??= []).Add(record.Pseudonym);
            }
        }

        await AddFamiliesAsync(found, families, cancellation);
        return found;
    }

    /// <summary>Adds what others of the same card have, to those who were found themselves.</summary>
    private async Task AddFamiliesAsync(
        Dictionary<Pseudonym, PersonOverlaps> found, Dictionary<Pseudonym, HashSet<Pseudonym>> families, CancellationToken cancellation)
    {
        if (families.Count == 0)
        {
            return;
        }

        var records = new Dictionary<(Pseudonym Household, long Dataset), List<Found>>();
        await foreach (var record in lookup.FindHouseholdsAsync(families.Keys, cancellation))
        {
            var rows = CollectionsMarshal.GetValueRefOrAddDefault(records, (record.Household!.Value, record.Dataset.Key), out _) ??= [];
            if (rows.Count <= MostOfFamily)
            {
                rows.Add(record);
            }
        }

        foreach (var ((household, _), rows) in records.Where(r => r.Value.Count <= MostOfFamily))
        {
            foreach (var record in rows.Where(r => PersonOverlaps.Counts(r) && regions.Shows(r.Region)))
            {
                foreach (var person in families[household].Where(p => p != record.Pseudonym))
                {
                    found[person].Add(record, disclosure, household: true);
                }
            }
        }
    }
}
