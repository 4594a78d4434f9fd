using System.Data.Common;
using Pmo.Hosting.Problems;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Regions;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;

namespace Pmo.Matching.Checks;

/// <summary>
/// Looks a whole check up in one snapshot, some thousand persons at a time, and spools the answer, and the pages of the journal that <see cref="AskedPersons"/> does
/// not hold. Of the check it holds their findings, and no more of all persons together than that does.
/// </summary>
internal sealed class CheckRun(CheckStore store, Check check, CheckScope scope, string receipt, int personsTogether = AskedPersons.Together)
{
    // Half a part: arrays of them stay below 85,000 bytes, from which on .NET gives memory back late.
    private const int Together = 4096;

    private readonly Disclosure _disclosure = new(scope.Disclose);
    private AskedPersons _asked = new(0, personsTogether);

    /// <summary>Under which the answer is spooled; after the run.</summary>
    public string Attempt { get; private set; } = "";

    /// <summary>Whether there are <see cref="StagedPages"/> of it; after the run.</summary>
    public bool HasStaged => _asked.Ranges > 1;

    /// <summary>The pages of the journal that were not staged: all of them of most checks; after the run.</summary>
    public IEnumerable<(int Bucket, byte[] Matched, byte[] Others)> LastPages => _asked.Pages;

    /// <summary>Runs it; the answer does not count until it is committed.</summary>
    public Task<Result<(int Persons, int Matched)>> RunAsync(CancellationToken cancellation) =>
        store.SnapshotAsync(connection => RunAsync(connection, cancellation), cancellation);

    private async Task<Result<(int Persons, int Matched)>> RunAsync(DbConnection connection, CancellationToken cancellation)
    {
        // A run that failed on a standby begins anew on the primary: what it has spooled is another attempt's, which never counts.
        Attempt = Guid.NewGuid().ToString("N");
        _asked = new AskedPersons(check.Rows, personsTogether);
        var stored = await DatasetStore.ListAsync(connection, scope.Datasets.Select(d => d.Id), owner: null);
        if (scope.RefusesOwners(stored) is { } refusal)
        {
            return refusal;
        }

        var lookup = await Lookup.CreateAsync(connection, [.. stored.Where(d => !d.IsClosed)]);
        var finder = new PartFinder(lookup, check.IdentityKind, _disclosure, new RegionFilter(scope.Regions));
        var spool = new AnswerSpool(store, check.Key, Attempt);
        await foreach (var (first, pseudonyms) in ReadAsync(connection))
        {
            await RunAsync(finder, spool, pseudonyms, first, cancellation);
        }

        // A dataset that is named but not made yet was looked in, and held nothing; a closed one was not.
        var made = stored.ToDictionary(d => d.Id, StringComparer.Ordinal);
        var covered = scope.Datasets
            .Where(d => !made.TryGetValue(d.Id, out var dataset) || !dataset.IsClosed)
            .Select(d => new CoveredDataset(d.Id, made.GetValueOrDefault(d.Id)?.AsOfDay));
        var (persons, matched) = await CountAsync(connection, cancellation);
        await spool.EndAsync(new CheckAnswer(check.Id, receipt, [.. covered], persons, matched, []), cancellation);
        return (persons, matched);
    }

    private async IAsyncEnumerable<(int First, Pseudonym[] Pseudonyms)> ReadAsync(DbConnection connection)
    {
        for (var part = 0; part < PartPlan.Count(check.Rows); part++)
        {
            for (var first = 0; first < PartPlan.PersonsIn(check.Rows, part); first += Together)
            {
                var pseudonyms = Pseudonym.ReadAll(await CheckStore.ReadPartAsync(connection, check.Key, part, first, Together));
                yield return ((part * PartPlan.MaxPersons) + first, pseudonyms);
            }
        }
    }

    private async Task RunAsync(PartFinder finder, AnswerSpool spool, Pseudonym[] pseudonyms, int first, CancellationToken cancellation)
    {
        var found = await finder.FindAsync(pseudonyms, cancellation);
        for (var i = 0; i < pseudonyms.Length; i++)
        {
            var isFound = found.TryGetValue(pseudonyms[i], out var person);
            _asked.Add(first + i, pseudonyms[i], isFound && person!.IsShown);
            if (isFound)
            {
                await spool.WriteAsync(
                    person!.IsShown
                        ? new CheckResult(first + i, CheckResult.Match, person.List(_disclosure))
                        : new CheckResult(first + i, CheckResult.Withheld, []),
                    cancellation);
            }
        }
    }

    // Whom the first range holds is known from the looking up.
    private async Task<(int Persons, int Found)> CountAsync(DbConnection connection, CancellationToken cancellation)
    {
        var (persons, found) = _asked.End();
        for (var range = 1; range < _asked.Ranges; range++)
        {
            await store.StageAsync(check.Key, Attempt, _asked.Pages, cancellation);
            _asked.Begin(range);
            await foreach (var (first, pseudonyms) in ReadAsync(connection))
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = 0; i < pseudonyms.Length; i++)
                {
                    _asked.Add(first + i, pseudonyms[i]);
                }
            }

            var more = _asked.End();
            (persons, found) = (persons + more.Persons, found + more.Found);
        }

        return (persons, found);
    }
}
