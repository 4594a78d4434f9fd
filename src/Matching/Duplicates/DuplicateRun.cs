using Pmo.Matching.AidTypes;
using Pmo.Matching.Checks;
using Pmo.Matching.Datasets;
using Pmo.Matching.Duplicates.Storage;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Duplicates;

/// <summary>Goes through the persons of the own dataset until the page is full. One page's own; not thread-safe.</summary>
internal sealed class DuplicateRun(DuplicateScope scope, VisibleUploads uploads, ServedRows rows, int limit, bool isUnreached)
{
    // Of one reading. Some hundred bytes each.
    private const int Chunk = 1000;

    private readonly List<long> _own = [.. uploads.DatasetOf.Where(u => u.Value.Key == scope.Own.Key).Select(u => u.Key)];
    private readonly List<Pseudonym> _asked = [];
    private readonly List<Pseudonym> _matched = [];
    private readonly List<DuplicatePerson> _persons = [];

    /// <summary>Whose answer the page gives, in order, listed or not.</summary>
    public IReadOnlyList<Pseudonym> Asked => _asked;

    /// <summary>Those of them that are served elsewhere and may be told of.</summary>
    public IReadOnlyList<Pseudonym> Matched => _matched;

    public IReadOnlyList<DuplicatePerson> Persons => _persons;

    /// <returns>The last person of the page; null when there is none after it.</returns>
    public async Task<Pseudonym?> RunAsync(Pseudonym? after, CancellationToken cancellation)
    {
        for (var read = 0; ;)
        {
            var next = await rows.NextAsync(_own, after, Chunk);
            var found = await GatherAsync(next, cancellation);
            foreach (var person in next)
            {
                // Whoever counts for nothing costs time all the same.
                if (_persons.Count == limit || read == DuplicatesPage.MaxRows)
                {
                    return after;
                }

                read++;
                after = person;
                if (found.TryGetValue(person, out var duplicate))
                {
                    Take(person, duplicate);
                }
            }

            if (next.Count < Chunk)
            {
                return null;
            }
        }
    }

    private async Task<Dictionary<Pseudonym, Duplicate>> GatherAsync(IReadOnlyList<Pseudonym> persons, CancellationToken cancellation)
    {
        var found = new Dictionary<Pseudonym, Duplicate>();
        await foreach (var row in rows.ReadAsync(persons, cancellation))
        {
            // An own row of aid that never counts is nobody's duplicate either.
            var isOwn = row.Found.Dataset.Key == scope.Own.Key;
            if (!(isOwn && scope.Own.Kind == DatasetRules.Register) && !AidTypeList.CountsAsOverlap(row.Found.AidType ?? row.Found.Dataset.AidType))
            {
                continue;
            }

            if (!found.TryGetValue(row.Found.Pseudonym, out var person))
            {
                found.Add(row.Found.Pseudonym, person = new Duplicate());
            }

            if (isOwn)
            {
                person.Own.Add(row);
            }
            else if (scope.Regions.Shows(row.Found.Region))
            {
                (person.Elsewhere ??= new PersonOverlaps()).Add(row.Found, scope.Disclosure, household: false);
                person.IsReached |= row.Found.Delivered;
            }
            else
            {
                person.IsWithheld = true;
            }
        }

        return found;
    }

    private void Take(Pseudonym person, Duplicate duplicate)
    {
        if (duplicate.Own.Count == 0)
        {
            return;
        }

        _asked.Add(person);
        if (duplicate.Elsewhere is not null)
        {
            _matched.Add(person);
        }

        var status = duplicate.Elsewhere is not null ? isUnreached ? "claimed" : "match" : duplicate.IsWithheld ? "withheld" : "none";
        if (isUnreached ? !duplicate.IsReached : status != "none" || duplicate.Own.Count > 1)
        {
            _persons.Add(new DuplicatePerson(
                duplicate.Own.Count,
                [.. duplicate.Own.OrderBy(r => r.Upload).ThenBy(r => r.Seq).Take(DuplicatePerson.MaxListed).Select(Name)],
                status,
                duplicate.Elsewhere?.List(scope.Disclosure) ?? []));
        }
    }

    private OwnRow Name(ServedRow row) => row.Ref is { } reference ? new OwnRow(reference) : new OwnRow(Row: row.Seq + 1, Upload: uploads.IdOf(row.Upload));

    private sealed class Duplicate
    {
        public List<ServedRow> Own { get; } = [];

        public PersonOverlaps? Elsewhere { get; set; }

        /// <summary>Whether something that may be told was delivered elsewhere.</summary>
        public bool IsReached { get; set; }

        public bool IsWithheld { get; set; }
    }
}
