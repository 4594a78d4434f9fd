using System.Data.Common;
using System.Runtime.InteropServices;
using Pmo.Hosting.Problems;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Regions;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;

namespace Pmo.Matching.Checks;

/// <summary>
/// Looks a whole check up in one snapshot, some thousand persons at a time, and spools the answer. Of the check it holds their findings, and 16 bytes a person to count
/// distinct ones, 16 more a person found (32 MB for a million).
/// </summary>
internal sealed class CheckRun(CheckStore store, Check check, CheckScope scope, string receipt)
{
    // Half a part: arrays of them stay below 85,000 bytes, from which on .NET gives memory back late.
    private const int Together = 4096;

    private readonly Disclosure _disclosure = new(scope.Disclose);
    private readonly List<Pseudonym> _persons = new(check.Rows);
    private readonly List<Pseudonym> _matched = new(check.Rows); // what is not filled is not resident; a list that doubles is there three times

    /// <summary>Under which the answer is spooled; after the run.</summary>
    public string Attempt { get; private set; } = "";

    /// <summary>Whom it asked about, in order; after the run.</summary>
    public IReadOnlyList<Pseudonym> Persons => _persons;

    /// <summary>Whom it found, in order; after the run.</summary>
    public IReadOnlyList<Pseudonym> Matched => _matched;

    /// <summary>Runs it; the answer does not count until it is committed.</summary>
    public Task<Result<(int Persons, int Matched)>> RunAsync(CancellationToken cancellation) =>
        store.SnapshotAsync(connection => RunAsync(connection, cancellation), cancellation);

    private async Task<Result<(int Persons, int Matched)>> RunAsync(DbConnection connection, CancellationToken cancellation)
    {
        // A run that failed on a standby begins anew on the primary: what it has spooled is another attempt's, which never counts.
        Attempt = Guid.NewGuid().ToString("N");
        _persons.Clear();
        _matched.Clear();
        var stored = await DatasetStore.ListAsync(connection, scope.Datasets.Select(d => d.Id), owner: null);
        if (scope.RefusesOwners(stored) is { } refusal)
        {
            return refusal;
        }

        var lookup = await Lookup.CreateAsync(connection, [.. stored.Where(d => !d.IsClosed)]);
        var finder = new PartFinder(lookup, check.IdentityKind, _disclosure, new RegionFilter(scope.Regions));
        var spool = new AnswerSpool(store, check.Key, Attempt);
        for (var part = 0; part < PartPlan.Count(check.Rows); part++)
        {
            for (var first = 0; first < PartPlan.PersonsIn(check.Rows, part); first += Together)
            {
                var pseudonyms = Pseudonym.ReadAll(await CheckStore.ReadPartAsync(connection, check.Key, part, first, Together));
                await RunAsync(finder, spool, pseudonyms, (part * PartPlan.MaxPersons) + first, cancellation);
            }
        }

        // A dataset that is named but not made yet was looked in, and held nothing; a closed one was not.
        var made = stored.ToDictionary(d => d.Id, StringComparer.Ordinal);
        var covered = scope.Datasets
            .Where(d => !made.TryGetValue(d.Id, out var dataset) || !dataset.IsClosed)
            .Select(d => new CoveredDataset(d.Id, made.GetValueOrDefault(d.Id)?.AsOfDay));
        var (persons, matched) = (CountDistinct(_persons), CountDistinct(_matched));
        await spool.EndAsync(new CheckAnswer(check.Id, receipt, [.. covered], persons, matched, []), cancellation);
        return (persons, matched);
    }

    private async Task RunAsync(PartFinder finder, AnswerSpool spool, Pseudonym[] pseudonyms, int first, CancellationToken cancellation)
    {
        var found = await finder.FindAsync(pseudonyms, cancellation);
        for (var i = 0; i < pseudonyms.Length; i++)
        {
            if (found.TryGetValue(pseudonyms[i], out var person))
            {
                await spool.WriteAsync(
                    person.IsShown
                        ? new CheckResult(first + i, CheckResult.Match, person.List(_disclosure))
                        : new CheckResult(first + i, CheckResult.Withheld, []),
                    cancellation);
            }
        }

        _persons.AddRange(pseudonyms);
        _matched.AddRange(found.Where(f => f.Value.IsShown).Select(f => f.Key));
    }

    private static int CountDistinct(List<Pseudonym> all)
    {
        Pseudonym.Sort(CollectionsMarshal.AsSpan(all));
        var count = 0;
        for (var i = 0; i < all.Count; i++)
        {
            count += i == 0 || all[i] != all[i - 1] ? 1 : 0;
        }

        return count;
    }
}
